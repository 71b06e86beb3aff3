import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { api } from '../../main/contract/api/index.ts'
import { createHost } from '../../main/host/host.ts'
import { recommenders } from '../../main/recommenders/all.ts'
import { temporaryWorkspace } from '../helpers/workspace.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** Files of ours below a folder, as paths from the root. */
function filesIn(folder: string, extensions = /\.(ts|tsx|js)$/): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

const sources = [...filesIn('main'), ...filesIn('renderer')]
const lines = (file: string) => read(file).trimEnd().split('\n').length

describe('the layers', () => {
  it('have no exemption: no lint rule is switched off in any file', () => {
    const pattern = new RegExp(
      ['eslint', 'disable'].join('-') + '|' + ['@ts', '(ignore|expect-error|nocheck)'].join('-'),
    )
    expect([...sources, ...filesIn('test')].filter((file) => pattern.test(read(file)))).toEqual([])
  })

  it('hold for every folder below main: each is in the map', () => {
    const map = /const mayImport = \{([\s\S]*?)\n\}/.exec(read('eslint.config.js'))![1]!
    const folders = readdirSync(path.join(root, 'main'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name).filter((name) => !new RegExp(`^  '?${name}'?:`, 'm').test(map))).toEqual([])
  })

  it('keep Electron out of everything that runs under plain Node', () => {
    const importers = sources.filter((file) => /from 'electron'/.test(read(file)))
    expect(importers.filter((file) => !file.startsWith('main/electron/'))).toEqual([])
  })
})

describe('files', () => {
  it('stay below 400 lines', () => {
    expect(sources.filter((file) => lines(file) > 400)).toEqual([])
  })

  it.each([
    'main/contract/in-memory.ts',
    'main/server/socket.ts',
    'main/electron/ipc.ts',
    'renderer/client/socket.ts',
    'renderer/client/electron.ts',
  ])('that carry the contract stay below 100 lines: %s', (file) => expect(lines(file)).toBeLessThan(100))

  it('export by name', () => {
    expect(sources.filter((file) => /^export default/m.test(read(file)))).toEqual([])
  })
})

it('answers every call of the contract', async () => {
  const workspace = await temporaryWorkspace()
  const host = await createHost({ workspace: workspace.folder, shell: 'test' })
  expect(Object.keys(api).filter((name) => !(name in host.handlers))).toEqual([])
  await host.close()
  await workspace.remove()
})

describe('every recommender', () => {
  const tests = filesIn('test/main/recommenders').map((file) => ({ file, text: read(file) }))

  it('is listed once', () => {
    const ids = recommenders.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(recommenders.map(({ id }) => id))('%s names its source and has a test', (id) => {
    const recommender = recommenders.find((candidate) => candidate.id === id)!
    expect(recommender.reference).toBeTruthy()
    const mentions = tests.filter(
      ({ file, text }) => path.basename(file) === `${id}.test.ts` || text.includes(`'${id}'`),
    )
    expect(mentions.length, `no test below test/main/recommenders mentions '${id}'`).toBeGreaterThan(0)
  })
})
