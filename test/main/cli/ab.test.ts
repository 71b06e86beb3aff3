import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recbench } from '../../helpers/command-line.ts'

let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recbench-ab-'))
  const rows = Array.from(
    { length: 400 },
    (_, i) => `${i % 2 ? 'new' : 'old'},${(i >> 1) % (i % 2 ? 2 : 4) ? 0 : 1},${i % 7}`,
  )
  fs.writeFileSync(path.join(folder, 'units.csv'), ['group,value,past', ...rows].join('\n'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const run = (...words: string[]) => recbench(path.join(folder, 'workspace'), ['ab', ...words])

describe('recbench ab', () => {
  it('plans a test', async () => {
    const { stdout } = await run('--rate', '0.1', '--lift', '0.2', '--per-arm', '2000', '--looks', '2')
    expect(stdout).toContain('each arm needs 3,841 visitors')
    expect(stdout).toContain('2,000 per arm have a power of')
    expect(stdout).toContain('At 2 looks')
  })

  it('reads a file, with CUPED and looks', async () => {
    const { stdout } = await run(path.join(folder, 'units.csv'), '--control', 'old', '--looks', '4', '--json')
    const test = JSON.parse(stdout) as { a: string; rate: object; looks: object[]; adjusted: object | null }
    expect(test).toMatchObject({ a: 'old', b: 'new', rate: { a: 0.25, b: 0.5 }, verdict: 'B is better.' })
    expect(test.looks).toHaveLength(4)
    expect(test.adjusted).not.toBeNull()
  })

  it('says what it needs', async () => {
    expect((await run()).stderr).toContain('Nothing was given to plan or to read')
    expect((await run('--rate', '0.1')).stderr).toContain('A plan needs --lift too')
    expect((await run('--control', '5', '--treatment', '1/2')).stderr).toContain('--control 5 does not read as')
  })
})

it('recbench simulate --ab tests the first model against each other one', async () => {
  const words = ['simulate', '--data', 'shop', '--models', 'popularity,random', '--rounds', '50', '--repeats', '1']
  const { stdout } = await recbench(path.join(folder, 'workspace'), [...words, '--ab', '1000'])
  expect(stdout).toContain('A/B test, popularity against random')
  expect(stdout).toContain('Interleaved: B wins')
  expect(stdout).toContain('A is better.')
}, 60_000)
