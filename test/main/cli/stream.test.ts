import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StreamResult } from '../../../main/contract/api/recommend.ts'
import { recbench } from '../../helpers/command-line.ts'

let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recbench-stream-'))
  const rows = Array.from({ length: 600 }, (_, i) => `${i % 20},${(i % 2) + 2 * ((i * 7) % 30)},${1_700_000_000 + i}`)
  fs.writeFileSync(path.join(folder, 'log.csv'), ['user,item,timestamp', ...rows].join('\n'))
  fs.writeFileSync(path.join(folder, 'timeless.csv'), ['user,item', 'a,b', 'c,d'].join('\n'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const run = (...words: string[]) => recbench(path.join(folder, 'workspace'), ['stream', ...words])

it('recbench stream learns a log event by event and says how fast', async () => {
  const { stdout } = await run('--data', path.join(folder, 'log.csv'), '--factors', '4', '--json')
  const result = JSON.parse(stdout) as StreamResult
  expect(result.events).toBe(600)
  expect(result.tested).toBeLessThan(600)
  expect(result.curve.hitRate).toHaveLength(result.curve.events.length)
  expect(result.eventsPerSecond).toBeGreaterThan(0)
})

it('recbench stream refuses a log without times, and numbers that are none', async () => {
  expect((await run('--data', path.join(folder, 'timeless.csv'))).stderr).toContain('has no times')
  expect((await run('--data', 'shop', '--factors', 'many')).stderr).toContain(
    '--factors says "many", which is not a number',
  )
  expect((await run()).stderr).toContain('No data was named')
})
