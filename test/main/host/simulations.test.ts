import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResults } from '../../../main/contract/api/runs.ts'
import type { RunEvent } from '../../../main/contract/events.ts'
import type { ExperimentInput } from '../../../main/contract/experiment.ts'
import { openLocal, type LocalHost } from '../../../main/host/local.ts'
import { writeLogFile } from '../../helpers/log-file.ts'

let folder: string
let file: string
let local: LocalHost

const experiment = (change: Partial<ExperimentInput>): ExperimentInput => ({
  data: { file },
  split: { kind: 'kfold', folds: 2 },
  models: [{ id: 'popularity' }, { id: 'thompson' }],
  metrics: ['ndcg@5'],
  seed: 3,
  ...change,
})

async function run(change: Partial<ExperimentInput>): Promise<{ id: string; results: RunResults }> {
  const { run: id, job } = await local.client.call('runs/start', { experiment: experiment(change) })
  return { id, results: (await local.client.call('jobs/result', { job })) as RunResults }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recbench-simulations-'))
  file = path.join(folder, 'log.csv')
  await writeLogFile(file)
  local = await openLocal({ workspace: path.join(folder, 'workspace'), shell: 'test' })
})
afterAll(async () => {
  await local.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a run of the simulation alone', () => {
  const policies = { lenses: ['simulation' as const], rounds: 400, repeats: 4, loop: { rounds: 1, shown: 3 } }

  it('gives the same curves, shares, trace and loops with 1, 2 and 3 threads', async () => {
    const [one, two, three] = [
      await run({ policies, threads: 1 }),
      await run({ policies, threads: 2 }),
      await run({ policies, threads: 3 }),
    ].map(({ results }) => results.policies)
    expect(two).toEqual(one)
    expect(three).toEqual(one)
    expect(one!.map(({ loop }) => loop!.rounds)).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  it('ranks nothing, and is best by its reward', async () => {
    const { id, results } = await run({ policies })
    expect(results.models.map(({ state, metrics }) => [state, metrics])).toEqual([
      ['done', {}],
      ['done', {}],
    ])
    expect(results.tests).toEqual([])
    const { summary, lanes, fraction } = await local.client.call('runs/get', { run: id })
    expect(summary).toMatchObject({ state: 'done', metric: 'reward', split: 'no ranking' })
    expect(summary.best!.value).toBe(Math.max(...results.policies.map(({ simulation }) => simulation!.meanReward)))
    expect(lanes.map(({ state, folds }) => [state, folds.length])).toEqual([
      ['done', 1],
      ['done', 1],
    ])
    expect(fraction).toBe(1)
  })

  it('tells its curves while it goes on, and keeps none of that', async () => {
    const events: RunEvent[] = []
    const stop = local.client.subscribe('run', ({ event }) => void events.push(event))
    const long = { ...policies, rounds: 60_000, repeats: 2, loop: undefined }
    const { id } = await run({ policies: long, models: [{ id: 'thompson' }], threads: 1 })
    stop()
    const told = events.filter((event) => event.type === 'simulation')
    expect(told.length).toBeGreaterThan(0)
    expect(told[0]!.simulation.rounds.length).toBeLessThanOrEqual(50)
    expect(told.length).toBeLessThanOrEqual(2 + (4 * (told.at(-1)!.at - told[0]!.at)) / 1000)
    const sequences = events.map(({ sequence }) => sequence)
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
    const { folder: kept } = await local.client.call('runs/get', { run: id })
    expect(await readFile(path.join(kept, 'events.jsonl'), 'utf8')).not.toContain('"type":"simulation"')
  })

  it('refuses a world that the data cannot carry, before anything else', async () => {
    const shop = run({ policies: { lenses: ['ranking', 'simulation'], world: { from: 'shop' } } })
    await expect(shop).rejects.toThrow('they are not the generated shop')
    const revenue = run({ policies: { ...policies, world: { reward: 'revenue' } } })
    await expect(revenue).rejects.toThrow('The reward "revenue" needs to know')
    const unnamed = run({ policies: { world: { from: 'model' } } })
    await expect(unnamed).rejects.toThrow('none is named')
    const slate = run({ policies: { world: { positions: 5, arms: 3 } } })
    await expect(slate).rejects.toThrow('A slate of 5 items cannot be filled from 3 arms')
    const feedback = run({ policies: { world: { from: 'feedback' } } })
    await expect(feedback).rejects.toThrow('there is none')
  })

  it('simulates policies for slates and sequences beside the models, the same with any number of threads', async () => {
    const plan = {
      lenses: ['simulation' as const],
      rounds: 200,
      repeats: 2,
      world: { positions: 2, clicks: 'cascade' as const },
      slates: [{ id: 'cascade-ucb', config: { exploration: 0.5 } }, { id: 'ranked-bandit' }],
      sequences: { episodes: 100, world: 'trust' as const },
    }
    const [one, two] = [await run({ policies: plan, threads: 1 }), await run({ policies: plan, threads: 2 })]
    expect(one.results.policies.map(({ label, simulation }) => [label, simulation!.rounds.at(-1)])).toEqual([
      ['popularity', 200],
      ['thompson', 200],
      ['cascade-ucb (exploration 0.5)', 200],
      ['ranked-bandit', 200],
    ])
    expect(one.results.sequences!.map(({ label, error }) => [label, error])).toEqual([
      ['q-learning', null],
      ['dqn', null],
    ])
    expect(two.results.policies).toEqual(one.results.policies)
    expect(two.results.sequences).toEqual(one.results.sequences)
    await expect(run({ policies: { ...plan, slates: [{ id: 'magic' }] } })).rejects.toThrow('no slate policy "magic"')
    const turnover = { every: 10, arms: 2 }
    const changing = run({ policies: { ...plan, world: { ...plan.world, turnover } } })
    await expect(changing).rejects.toThrow('cannot have arms that come and go')
  })

  it('plays in a world made of a model, with slates, drift and arms that come and go', async () => {
    const world = {
      from: 'model' as const,
      model: 'ease',
      arms: 6,
      positions: 2,
      drift: { kind: 'abrupt' as const, every: 100 },
      turnover: { every: 50, arms: 2 },
    }
    const models = [{ id: 'popularity' }, { id: 'thompson' }, { id: 'linucb' }, { id: 'exp3' }]
    const plan = { lenses: ['simulation' as const], rounds: 300, repeats: 2, world, delay: 5, batch: 10, warmStart: 20 }
    const { results } = await run({ policies: plan, models })
    for (const { error, simulation, notes } of results.policies) {
      expect(error).toBeNull()
      expect(simulation!.rounds.at(-1)).toBe(300)
      expect(notes!.at(-1)).toContain('by the scores of EASE')
    }
  })
})
