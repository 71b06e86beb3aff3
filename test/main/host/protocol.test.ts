import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResults } from '../../../main/contract/api/runs.ts'
import { finish } from '../../../main/contract/client.ts'
import type { ExperimentInput } from '../../../main/contract/experiment.ts'
import type { SplitPlan } from '../../../main/contract/splits.ts'
import { openLocal, type LocalHost } from '../../../main/host/local.ts'
import { writeLogFile } from '../../helpers/log-file.ts'

let folder: string
let file: string
let local: LocalHost

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recbench-protocol-'))
  file = path.join(folder, 'log.csv')
  await writeLogFile(file, { events: 900 })
  local = await openLocal({ workspace: path.join(folder, 'workspace'), shell: 'test' })
})
afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true, force: true })
})

async function compare(change: Partial<ExperimentInput>): Promise<RunResults> {
  const experiment: ExperimentInput = {
    data: { file },
    split: { kind: 'loo' },
    models: [{ id: 'popularity' }, { id: 'item-knn' }],
    metrics: ['ndcg@5', 'recall@5'],
    seed: 3,
    ...change,
  }
  const { job } = await local.client.call('runs/start', { experiment })
  return (await local.client.call('jobs/result', { job })) as RunResults
}

const numbers = ({ models, tests, leak }: RunResults) => ({
  metrics: models.map(({ metrics }) => metrics),
  tests,
  leak,
})

describe('the protocol of a run', () => {
  it('gives the same numbers and audit with 1 and 2 threads, also for users who are folded in', async () => {
    const splits: SplitPlan[] = [
      { kind: 'strong', users: 0.3 },
      { kind: 'rolling', windows: 2, test: 0.2 },
    ]
    for (const split of splits) {
      const one = await compare({ split, threads: 1 })
      expect(one.models.every(({ state }) => state === 'done')).toBe(true)
      expect(numbers(await compare({ split, threads: 2 }))).toEqual(numbers(one))
    }
  })

  it('evaluates networks on users that they were not trained on', async () => {
    const { models } = await compare({ split: { kind: 'strong' }, models: [{ id: 'mlp' }, { id: 'popularity' }] })
    expect(models.map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('stores sampled negatives in the run folder, says so in its results, and gives the same numbers from that file', async () => {
    const sampled = await compare({ candidates: { kind: 'uniform', negatives: 7 } })
    expect(sampled.protocol.candidates).toBe('sampled: 7 uniform negatives')
    const { folder: run } = await local.client.call('runs/get', { run: sampled.run })
    const stored = path.join(run, 'candidates.csv')
    const [header, ...lines] = (await readFile(stored, 'utf8')).trim().split('\n')
    expect(header).toBe('fold,user,item')
    expect(lines.filter((line) => line.startsWith('1,u7,'))).toHaveLength(7)
    const given = path.join(folder, 'mine.csv')
    await copyFile(stored, given)
    const again = await compare({ candidates: { kind: 'file', file: given }, threads: 1 })
    expect(again.protocol.candidates).toBe('sampled: negatives of mine.csv')
    expect(numbers(again)).toEqual(numbers(sampled))
    expect(numbers(await compare({ candidates: { kind: 'uniform', negatives: 7 }, threads: 1 }))).toEqual(
      numbers(sampled),
    )
    const whole = await compare({})
    expect(whole.models[0]!.metrics['ndcg@5']!.mean).toBeLessThan(sampled.models[0]!.metrics['ndcg@5']!.mean!)
  })

  it('takes a validation file as part of training', async () => {
    const [header, ...rows] = (await readFile(file, 'utf8')).trim().split('\n')
    const write = async (name: string, part: string[]) => {
      await writeFile(path.join(folder, name), [header, ...part].join('\n'))
      return path.join(folder, name)
    }
    const train = await write('train.csv', rows.slice(0, 600))
    const validation = await write('valid.csv', rows.slice(600, 700))
    const test = await write('test.csv', rows.slice(700))
    const both = await write('both.csv', rows.slice(0, 700))
    const split = { kind: 'given' } as const
    const three = await compare({ split, data: { folds: [{ train, validation, test }] } })
    const two = await compare({ split, data: { folds: [{ train: both, test }] } })
    const means = ({ models }: RunResults) => models.map(({ metrics }) => metrics['ndcg@5']!.mean)
    expect(means(three)).toEqual(means(two))
    expect(three.leak).toEqual(two.leak)
  })

  it('is audited before a run as in it', async () => {
    const run = await compare({ split: { kind: 'kfold', folds: 3 } })
    const asked = { name: run.data.name, split: { kind: 'kfold', folds: 3 }, seed: 3 } as const
    expect(await local.client.call('data/leak', asked)).toEqual(run.leak)
    const timed = await local.client.call('data/leak', { ...asked, split: { kind: 'time' } })
    expect(timed).toMatchObject({ futureOfSameUser: 0, futureOfOthers: 0, ties: 0 })
    await expect(
      local.client.call('data/leak', { ...asked, split: { kind: 'rolling', windows: 9, test: 0.2 } }),
    ).rejects.toThrow('leave no event for training')
  })

  it('says of lists from elsewhere what they lack, with ties as asked', async () => {
    const [header, ...rows] = (await readFile(file, 'utf8')).trim().split('\n')
    const fold = { train: path.join(folder, 'a.csv'), test: path.join(folder, 'b.csv') }
    await writeFile(fold.train, [header, ...rows.slice(0, 600)].join('\n'))
    await writeFile(fold.test, [header, ...rows.slice(600)].join('\n'))
    const lists = path.join(folder, 'lists.csv')
    await writeFile(lists, 'user,item,score\nu1,i1,1\nu1,i2,1\nu1,i3,1\nnobody,i1,1\nu1,nothing,1\n')
    const ask = async (ties: 'seeded' | 'lower-item') => {
      const call = local.client.call('runs/evaluateLists', { files: [lists], fold, metrics: ['recall@1'], ties })
      return finish<RunResults>(local.client, call)
    }
    const found = await ask('lower-item')
    expect(found.protocol.ties).toBe('lower item number first')
    expect(found.models[0]!.notes).toEqual([
      expect.stringMatching(/^\d+ of \d+ test users have no list and count as 0, unless a metric leaves them out\.$/),
      '2 lines are left out: 1 users and 1 items that the data do not have.',
    ])
    expect((await ask('seeded')).protocol.ties).toBe('broken by a seeded hash')
  })
})
