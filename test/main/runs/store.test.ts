import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRunId, runIdPattern } from '../../../main/runs/ids.ts'
import { describeOwner } from '../../../main/runs/owner.ts'
import type { RunRecord } from '../../../main/runs/record.ts'
import { complete } from '../../../main/runs/spelling/index.ts'
import { RunStore } from '../../../main/runs/store.ts'

const open = () => new RunStore(mkdtempSync(path.join(tmpdir(), 'recbench-store-')))

const record = (change: Partial<RunRecord> = {}): Omit<RunRecord, 'id'> => ({
  version: 1,
  title: 'popularity on shop',
  experiment: complete({
    data: { name: 'shop' },
    split: { kind: 'kfold', folds: 5 },
    models: [{ id: 'popularity' }],
    metrics: ['ndcg@10'],
  }),
  labels: ['popularity'],
  families: ['baseline'],
  state: 'done',
  error: null,
  owner: null,
  startedAt: '2026-11-21T05:00:00.000Z',
  finishedAt: null,
  seconds: 1,
  data: null,
  log: null,
  versions: {},
  machine: {},
  best: { label: 'popularity', value: 0.2 },
  bytes: 10,
  tags: [],
  ...change,
})

describe('run ids', () => {
  it('sort by time, name a folder, and do not repeat', () => {
    const ids = Array.from({ length: 500 }, () => createRunId())
    expect(new Set(ids).size).toBe(500)
    expect([...ids].sort()).toEqual(ids)
    expect(ids.every((id) => runIdPattern.test(id))).toBe(true)
    expect(createRunId(Date.UTC(2030, 0, 2, 3, 4, 5, 6))).toMatch(/^2030-01-02-0304-/)
  })
})

describe('RunStore', () => {
  it('lists runs newest first, with what a table shows', async () => {
    const store = open()
    const first = await store.create(record())
    const second = await store.create(record({ title: 'later' }))
    const list = await store.list()
    expect(list.map((run) => run.id)).toEqual([second.id, first.id])
    expect(list[1]).toMatchObject({
      data: 'shop',
      split: 'kfold:5',
      metric: 'ndcg@10',
      best: { value: 0.2 },
      damage: null,
    })
  })

  it('lists a run that cannot be read with what is wrong, beside the others', async () => {
    const store = open()
    const good = await store.create(record())
    for (const [index, text] of ['{"version":1', '[]', 'null', ''].entries()) {
      const folder = path.join(store.folder, `2026-01-01-000${index}-abcd`)
      mkdirSync(folder)
      writeFileSync(path.join(folder, 'run.json'), text)
    }
    mkdirSync(path.join(store.folder, '2026-01-01-0009-abcd'))
    writeFileSync(path.join(store.folder, 'a file of somebody else'), '')
    const list = await store.list()
    expect(list).toHaveLength(6)
    expect(list.filter((run) => run.damage === null).map((run) => run.id)).toEqual([good.id])
    expect(list.filter((run) => run.damage !== null).every((run) => /run\.json/.test(run.damage!))).toBe(true)
  })

  it('reads a running run as interrupted once its process is gone, and as running while it lives', async () => {
    const store = open()
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
    const { id } = await store.create(record({ state: 'running', owner: describeOwner(child.pid!) }))
    expect(store.stateOf(store.read(id))).toBe('running')
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    expect(store.stateOf(store.read(id))).toBe('interrupted')
  })

  it('is not deceived by a process that was given the same number later', async () => {
    const store = open()
    const owner = { ...describeOwner(), started: '1' }
    const { id } = await store.create(record({ state: 'running', owner }))
    expect(store.stateOf(store.read(id))).toBe(process.platform === 'linux' ? 'interrupted' : 'running')
  })

  it('takes a run of another machine for alive while its heartbeat is young', async () => {
    const store = open()
    const { id } = await store.create(record({ state: 'running', owner: { host: 'elsewhere', pid: 1, started: null } }))
    expect(store.stateOf(store.read(id))).toBe('running')
    const before = new Date(Date.now() - 60_000)
    utimesSync(path.join(store.folderOf(id), 'run.json'), before, before)
    expect(store.stateOf(store.read(id))).toBe('interrupted')
  })

  it('restores a removed run within ten minutes, and deletes it after', async () => {
    const store = open()
    const { id } = await store.create(record())
    await store.remove([id])
    expect(await store.list()).toEqual([])
    await store.restore([id])
    expect(await store.list()).toHaveLength(1)
    await store.remove([id])
    const before = new Date(Date.now() - 11 * 60_000)
    utimesSync(path.join(store.folder, '.trash', id), before, before)
    await store.emptyTrash()
    await expect(store.restore([id])).rejects.toMatchObject({ code: 'not-found' })
  })

  it('keeps every one of several changes made at once', async () => {
    const store = open()
    const { id } = await store.create(record())
    await Promise.all([
      store.update(id, { tags: ['a'] }),
      store.update(id, { state: 'cancelled' }),
      store.update(id, { title: 'new' }),
    ])
    expect(store.read(id)).toMatchObject({ tags: ['a'], state: 'cancelled', title: 'new' })
  })

  it('refuses ids that lead out of its folder', () => {
    const store = open()
    for (const id of ['..', '../x', '', '.trash', '2026-01-01-0000-abcd/..'])
      expect(() => store.read(id)).toThrow(/There is no run/)
  })

  it('lists a thousand runs', async () => {
    const store = open()
    const { id } = await store.create(record())
    const text = JSON.stringify(store.read(id))
    for (let i = 0; i < 1000; i++) {
      const other = `2025-01-01-${String(i).padStart(4, '0')}-aaaa`
      mkdirSync(path.join(store.folder, other))
      writeFileSync(path.join(store.folder, other, 'run.json'), text.replace(id, other))
    }
    expect(await store.list()).toHaveLength(1001)
  })
})
