import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { experimentSchema, type ExperimentInput } from '../../../../main/contract/experiment.ts'
import type { PolicyInput } from '../../../../main/evaluation/policies/evaluate-policy.ts'
import { valueAndSimulate } from '../../../../main/evaluation/policies/simulate-policy.ts'
import { Random } from '../../../../main/math/random.ts'
import { makeFeedback } from '../../../helpers/feedback.ts'

/** 30 users, 8 items; item k is met by about (k + 1) / 10 of them. */
const random = new Random('log')
const pairs = Array.from({ length: 30 * 8 }, (_, cell) => [Math.floor(cell / 8), cell % 8] as const).filter(
  ([, item]) => random.uniform() < (item + 1) / 10,
)
const log = {
  users: 30,
  items: 8,
  user: Int32Array.from(pairs, ([user]) => user),
  item: Int32Array.from(pairs, ([, item]) => item),
  value: null,
  time: null,
}
const rows = Int32Array.from(pairs.keys())
const ids = ['popularity', 'random', 'epsilon-greedy', 'linucb', 'thompson', 'ucb1']
const itemNames = Array.from({ length: 8 }, (_, item) => `item ${item}`)
const feedback = makeFeedback({ rounds: 1500, rates: [0.1, 0.2, 0.6] })

function inputOf(id: string, policies: ExperimentInput['policies'], extra: Partial<PolicyInput> = {}): PolicyInput {
  const experiment = v.parse(experimentSchema, {
    data: { name: 'made' },
    split: { kind: 'kfold', folds: 5 },
    models: [{ id }],
    metrics: ['ndcg@10'],
    policies: { rounds: 300, repeats: 3, ...policies },
  })
  return { experiment, model: 0, log, itemNames, folds: [{ train: rows, test: rows }], feedback: null, ...extra }
}

const observer = {
  signal: new AbortController().signal,
  threads: 1,
  backend: 'cpu',
  progress: () => undefined,
  loss: () => undefined,
  log: () => undefined,
}

describe('a model as a policy', () => {
  it.each(ids)('%s: is simulated in a world made of the log', async (id) => {
    const result = await valueAndSimulate(inputOf(id, {}), observer)
    expect(result).toMatchObject({ id, label: id, error: null, estimates: [], largestWeight: null })
    expect(result.simulation!.rounds.at(-1)).toBe(300)
    expect(result.notes!.at(-1)).toContain('30 users of the log')
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it.each(ids)('%s: is valued on its own log’s feedback', async (id) => {
    const estimators = ['replay', 'ips', 'snips', 'dr']
    const result = await valueAndSimulate(inputOf(id, { estimators }, { feedback }), observer)
    expect(result.estimates.map(({ estimator }) => estimator)).toEqual(estimators)
    expect(result.overlap.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    expect(result.simulation!.rounds.at(-1)).toBe(300)
    expect(result.notes!.at(-1)).toContain('rounds of "made"')
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('learns the best action of the feedback', async () => {
    const { estimates } = await valueAndSimulate(
      inputOf('epsilon-greedy', { estimators: ['snips'] }, { feedback }),
      observer,
    )
    expect(estimates[0]!.value!).toBeGreaterThan(0.5)
  })

  it('is valued at random as the mean of the actions, and nothing is said of learning', async () => {
    const input = inputOf('random', { estimators: ['snips'] }, { feedback })
    const { estimates, notes } = await valueAndSimulate(input, observer)
    expect(Math.abs(estimates[0]!.value! - 0.3)).toBeLessThan(0.05)
    expect(notes!.join(' ')).not.toMatch(/learn|train/i)
  })

  it('is popular with a lower regret than at random', async () => {
    const [popular, any] = await Promise.all(
      ['popularity', 'random'].map((id) => valueAndSimulate(inputOf(id, {}), observer)),
    )
    expect(popular!.simulation!.regret.at(-1)!).toBeLessThan(any!.simulation!.regret.at(-1)!)
  })

  it('says so when no action of the feedback is an item it knows', async () => {
    const strange = makeFeedback({ rounds: 200, rates: [0.5, 0.5], names: ['x', 'y'] })
    const input = inputOf('popularity', { log: 'another' }, { feedback: strange })
    const { estimates, notes, simulation } = await valueAndSimulate(input, observer)
    expect(estimates).toEqual([])
    expect(simulation).not.toBeNull()
    expect(notes!.join(' ')).toContain('None of the 2 actions of "made" is an item of the log')
  })

  it('warns when a recommender was trained on part of what it is valued on, and only then', async () => {
    const own = await valueAndSimulate(inputOf('popularity', {}, { feedback }), observer)
    const other = await valueAndSimulate(inputOf('popularity', { log: 'another' }, { feedback }), observer)
    expect(own.notes!.join(' ')).toContain('its value is optimistic')
    expect(other.notes!.join(' ')).not.toContain('optimistic')
  })

  it('gives the same result for the same seed', async () => {
    const results = await Promise.all([1, 2].map(() => valueAndSimulate(inputOf('linucb', {}, { feedback }), observer)))
    expect(results[0]).toEqual(results[1])
  })

  it('refuses an experiment that does not ask for policies', async () => {
    const input = inputOf('popularity', {})
    const { policies: _, ...experiment } = input.experiment
    await expect(valueAndSimulate({ ...input, experiment }, observer)).rejects.toThrow(
      'does not value model 1 as a policy',
    )
  })

  it('refuses an unknown estimator', async () => {
    const input = inputOf('popularity', { estimators: ['magic'] }, { feedback })
    await expect(valueAndSimulate(input, observer)).rejects.toThrow('There is no off-policy estimator "magic".')
  })
})
