import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecommendedList } from '../../../main/contract/api/recommend.ts'
import type { RunResults } from '../../../main/contract/api/runs.ts'
import { finish } from '../../../main/contract/client.ts'
import type { ExperimentInput } from '../../../main/contract/experiment.ts'
import { openLocal, type LocalHost } from '../../../main/host/local.ts'
import { writeLogFile } from '../../helpers/log-file.ts'

let folder: string
let file: string
let local: LocalHost
let results: RunResults

const experiment = (change: Partial<ExperimentInput> = {}): ExperimentInput => ({
  data: { file },
  split: { kind: 'kfold', folds: 2 },
  models: [{ id: 'popularity' }, { id: 'item-knn' }],
  metrics: ['ndcg@5', 'coverage@5'],
  seed: 3,
  ...change,
})

async function compare(change: Partial<ExperimentInput> = {}): Promise<RunResults> {
  const { job } = await local.client.call('runs/start', { experiment: experiment(change) })
  return (await local.client.call('jobs/result', { job })) as RunResults
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recbench-runs-'))
  file = path.join(folder, 'log.csv')
  await writeLogFile(file)
  local = await openLocal({ workspace: path.join(folder, 'workspace'), shell: 'test' })
  results = await compare()
})
afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true, force: true })
})

const numbers = ({ models, tests }: RunResults) => ({ metrics: models.map((model) => model.metrics), tests })

describe('runs', () => {
  it('give the same numbers again, with any number of threads', async () => {
    expect(numbers(await compare({ threads: 1 }))).toEqual(numbers(results))
    expect(numbers(await compare({ threads: 2 }))).toEqual(numbers(results))
  })

  it('tune to the same, trial by trial, with any number of threads, and read each test part after that', async () => {
    const tuning = { search: 'tpe', metric: 'ndcg@5', trials: 5, folds: 2 } as const
    const models = [{ id: 'ease' }, { id: 'item-knn' }]
    const [one, two] = [await compare({ threads: 1, tuning, models }), await compare({ threads: 2, tuning, models })]
    const trials = ({ models }: RunResults) =>
      models.map(({ tuned }) => tuned.map((trial) => ({ ...trial, seconds: 0 })))
    expect(trials(two)).toEqual(trials(one))
    expect(numbers(two)).toEqual(numbers(one))
    expect(one.models.map(({ tuned }) => tuned.map(({ fold }) => fold))).toEqual([
      [0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
      [0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
    ])
    expect(one.models[0]!.testReadAt).toHaveLength(2)
    expect(one.protocol.testReadAt).toBe(one.models.flatMap(({ testReadAt }) => testReadAt!).sort()[0])
  })

  it('are estimated before they start, alike by the call and in the record, and say how that turned out', async () => {
    const estimate = await local.client.call('runs/estimate', { experiment: experiment() } as never)
    expect(estimate.models.map(({ id, trainings, fits }) => [id, trainings, fits])).toEqual([
      ['popularity', 2, true],
      ['item-knn', 2, true],
    ])
    expect(estimate.bytes).toBeGreaterThan(5e7)
    const { before, checks, peakBytes } = (await compare()).estimate!
    expect(before.models.map(({ bytes }) => bytes)).toEqual(estimate.models.map(({ bytes }) => bytes))
    expect(checks.map(({ id }) => id)).toEqual(['popularity', 'item-knn'])
    expect(peakBytes).toBeGreaterThan(5e7)
  })

  it('import a file once, however often it is compared', async () => {
    expect(await local.client.call('data/list', {})).toHaveLength(1)
  })

  it('record what was asked, on what, by which versions and machine', async () => {
    const { folder: at } = await local.client.call('runs/get', { run: results.run })
    const record = JSON.parse(await readFile(path.join(at, 'run.json'), 'utf8')) as Record<string, unknown>
    expect(record).toMatchObject({
      experiment: { seed: 3, split: { kind: 'kfold', folds: 2 } },
      data: { hash: results.data.hash, interactions: results.data.interactions },
      versions: { node: process.versions.node },
      machine: { cores: expect.any(String) as string },
      best: { label: 'item-knn' },
      state: 'done',
    })
    expect(existsSync(path.join(at, 'results.json'))).toBe(true)
    expect(existsSync(path.join(at, 'per-user.parquet'))).toBe(true)
  })

  it('are tagged, removed and restored', async () => {
    const { client } = local
    await client.call('runs/tag', { run: results.run, tags: ['kept'] })
    expect((await client.call('runs/list', { query: 'kept' })).map((run) => run.id)).toEqual([results.run])
    await client.call('runs/remove', { runs: [results.run] })
    expect(await client.call('runs/list', { query: 'kept' })).toEqual([])
    await client.call('runs/restore', { runs: [results.run] })
    expect((await client.call('runs/get', { run: results.run })).results).toEqual(results)
  })

  it('export lists that, evaluated as lists of another tool on the same files, give the same numbers', async () => {
    const lines = (await readFile(file, 'utf8')).trim().split('\n')
    const [header, ...rows] = lines
    const train = path.join(folder, 'train.csv')
    const test = path.join(folder, 'test.csv')
    await writeFile(train, [header, ...rows.slice(0, 1200)].join('\n'))
    await writeFile(test, [header, ...rows.slice(1200)].join('\n'))
    const own = await compare({ data: { folds: [{ train, test }] }, split: { kind: 'given' } })
    const target = path.join(folder, 'lists')
    const { files } = await local.client.call('runs/exportLists', { run: own.run, folder: target })
    expect(files.map((each) => path.basename(each))).toEqual(['popularity.csv', 'item-knn.csv'])
    expect((await readFile(files[0]!, 'utf8')).split('\n', 1)).toEqual(['user,item,rank,score'])
    const asked = { files: [...files], fold: { train, test }, metrics: ['ndcg@5', 'coverage@5'], seed: 3 }
    const foreign = await finish<RunResults>(local.client, local.client.call('runs/evaluateLists', asked))
    expect(foreign.models.map((model) => model.label)).toEqual(['popularity', 'item-knn'])
    for (const [index, model] of foreign.models.entries())
      for (const metric of ['ndcg@5', 'coverage@5'])
        expect(model.metrics[metric]!.mean).toBeCloseTo(own.models[index]!.metrics[metric]!.mean!, 10)
  })

  it('refuse lists without the columns that are needed, and name the file', async () => {
    const bad = path.join(folder, 'bad.csv')
    await writeFile(bad, 'a,b\n1,2\n')
    const asked = { files: [bad], fold: { train: file, test: file }, metrics: ['ndcg@5'] }
    await expect(finish(local.client, local.client.call('runs/evaluateLists', asked))).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('bad.csv') as string,
    })
  })

  it('fail with a sentence when the log cannot follow the split', async () => {
    await expect(compare({ split: { kind: 'rolling', windows: 9, test: 0.2 } })).rejects.toThrow(
      '9 windows with 0.2 of the events each leave no event for training.',
    )
    expect((await local.client.call('runs/list', {}))[0]).toMatchObject({ state: 'failed' })
  })

  it('fail with a sentence for a file that does not exist, and one that is empty', async () => {
    await expect(compare({ data: { file: path.join(folder, 'nothing.csv') } })).rejects.toThrow(/nothing\.csv/)
    const empty = path.join(folder, 'empty.csv')
    await writeFile(empty, '')
    await expect(compare({ data: { file: empty } })).rejects.toThrow(/empty/)
  })

  it('value models as policies when asked, and say so while they go on', async () => {
    const seen: string[] = []
    const end = local.client.subscribe(
      'run',
      ({ event }) => void (event.type === 'policy' && seen.push(event.policy.id)),
    )
    const models = [{ id: 'popularity' }, { id: 'epsilon-greedy' }]
    const { policies } = await compare({ models, policies: { rounds: 50, repeats: 2 } })
    end()
    expect(policies.map((policy) => policy.id)).toEqual(['popularity', 'epsilon-greedy'])
    expect(seen.sort()).toEqual(['epsilon-greedy', 'popularity'])
    expect(policies.every((policy) => policy.error === null && policy.simulation!.regret.length > 0)).toBe(true)
  })
})

describe('recommendations', () => {
  const ask = (query: object) =>
    finish<readonly RecommendedList[]>(
      local.client,
      local.client.call('recommend/lists', {
        data: results.data.name,
        models: [{ id: 'item-knn' }],
        ...query,
      } as never),
    )

  it('answer for a user without what the user already has, the same from memory as from training', async () => {
    const [first] = await ask({ user: 'u1', k: 5 })
    const [again] = await ask({ user: 'u1', k: 5 })
    expect(first!.items).toHaveLength(5)
    expect(again!.items).toEqual(first!.items)
    const history = await local.client.call('data/history', { name: results.data.name, user: 'u1' })
    const had = new Set(history.events.map((event) => event.item))
    expect(first!.items.filter((item) => had.has(item.item))).toEqual([])
  })

  it('are the same again from the kept model of a process that was killed, and from a damaged one', async () => {
    const models = [{ id: 'item-knn' }, { id: 'popularity' }, { id: 'svd', config: { epochs: 2 } }]
    const items = async () => (await ask({ user: 'u3', k: 5, models })).map((list) => list.items)
    const expected = await items()
    const kill = async () => {
      const { pid } = local.host.processes().find((child) => child.name === 'model process')!
      const restarted = new Promise<void>((resolve) => local.client.subscribe('notice', () => resolve()))
      process.kill(pid, 'SIGKILL')
      await restarted
    }
    await kill()
    expect(await items()).toEqual(expected)
    const kept = path.join(folder, 'workspace', 'models')
    for (const name of await readdir(kept)) await writeFile(path.join(kept, name), 'RBM1 and no more')
    await kill()
    expect(await items()).toEqual(expected)
  })

  it('answer for a pasted history, and say which of its items are unknown', async () => {
    const [list] = await ask({ history: ['i1', 'i2', 'never'], k: 3 })
    expect(list!.items.map((item) => item.rank)).toEqual([1, 2, 3])
    expect(list!.note).toContain('never')
    expect(list!.items.map((item) => item.item)).not.toContain('i1')
  })

  it('explain a score by the history when the model can', async () => {
    const [list] = await ask({ history: ['i1', 'i2', 'i3'], k: 1 })
    const { explanation, score } = list!.items[0]!
    const parts = explanation!.contributions.reduce((sum, part) => sum + part.amount, explanation!.rest)
    expect(parts).toBeCloseTo(score, 4)
  })

  it('name the nearest identifiers for a user who is not there', async () => {
    await expect(ask({ user: 'u1x' })).rejects.toMatchObject({
      code: 'not-found',
      remedy: expect.stringContaining('u1') as string,
    })
  })

  it('answer for somebody a network was not trained on, by a history', async () => {
    const [list] = await ask({ history: ['i1'], models: [{ id: 'mlp', config: { epochs: 1 } }] })
    expect(list!.items).not.toEqual([])
    expect(list!.items.map(({ item }) => item)).not.toContain('i1')
  })

  it('answer after another was cancelled, in less than a second', async () => {
    const slow = { data: results.data.name, models: [{ id: 'svd', config: { epochs: 2_000_000 } }], user: 'u1' }
    const job = await local.client.call('recommend/lists', slow)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const began = performance.now()
    await local.client.call('jobs/cancel', { job })
    await expect(local.client.call('jobs/result', { job })).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - began).toBeLessThan(1000)
    expect((await ask({ user: 'u2' }))[0]!.items).not.toEqual([])
  })

  it('refuse k = 0, an unknown setting, and neither user nor history', async () => {
    await expect(ask({ user: 'u1', k: 0 })).rejects.toThrow(/k is 1 or more/)
    await expect(ask({ user: 'u1', models: [{ id: 'item-knn', config: { depth: 1 } }] })).rejects.toThrow(/depth/)
    await expect(ask({})).rejects.toThrow(/either a user/)
  })
})

describe('reports', () => {
  it('are rendered and saved in every format below the reports folder, and refuse a run without results', async () => {
    for (const format of ['html', 'markdown', 'csv', 'latex', 'json'] as const) {
      const { file: saved, bytes } = await local.client.call('reports/save', { run: results.run, format })
      expect(path.dirname(saved)).toBe(path.join(folder, 'workspace', 'reports'))
      expect(bytes).toBeGreaterThan(100)
    }
    const failed = (await local.client.call('runs/list', {})).find((run) => run.state === 'failed')!
    await expect(local.client.call('reports/render', { run: failed.id })).rejects.toMatchObject({ code: 'not-found' })
  })
})
