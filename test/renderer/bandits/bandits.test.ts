import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import type { Lane, PolicyEstimate, PolicyResult, RunResults } from '../../../main/contract/api/runs.ts'
import { experimentSchema } from '../../../main/contract/experiment.ts'
import { estimators } from '../../../main/evaluation/off-policy/all.ts'
import { estimatorIds, estimatorTitle } from '../../../main/figures/policies.ts'
import { describe as describeModel, recommenders } from '../../../main/recommenders/all.ts'
import { estimatorSummary, firstEstimator } from '../../../renderer/bandits/estimators.ts'
import { translateNote } from '../../../renderer/bandits/notes.ts'
import { describeSupport } from '../../../renderer/bandits/policy-support.ts'
import { agreement, rankPolicies } from '../../../renderer/bandits/rank-policies.ts'
import { newPolicyDraft, standardPlan } from '../../../renderer/bandits/policy-draft.ts'
import { simulatedSoFar } from '../../../renderer/bandits/simulated.ts'
import { sampleLevel } from '../../../renderer/bandits/sample-level.ts'
import { toExperiment } from '../../../renderer/compare/draft.ts'
import { addEvents, emptyHistory } from '../../../renderer/compare/run-events.ts'
import { language } from '../../../renderer/i18n/t.ts'
import { simulationOf } from '../../fixtures/policies.ts'

afterEach(() => void (language.value = 'en'))

const estimate = (part: Partial<PolicyEstimate>): PolicyEstimate => ({
  estimator: 'dr',
  value: 0.01,
  low: 0.005,
  high: 0.02,
  effectiveSample: 5000,
  rounds: 10_000,
  note: null,
  ...part,
})
const policy = (label: string, ...estimates: readonly PolicyEstimate[]): PolicyResult => ({
  id: label,
  label,
  family: 'bandits',
  simulation: null,
  estimates,
  overlap: [],
  largestWeight: null,
  error: null,
})
const log = { value: 0.004 } as NonNullable<RunResults['policyLog']>

describe('the effective sample', () => {
  it('warns below 1,000 rounds or 10 % of the log, and is an error below 300 or 3 %', () => {
    const level = (effectiveSample: number, rounds: number) => sampleLevel({ effectiveSample, rounds })
    expect(level(1000, 10_000)).toBe('ok')
    expect(level(999, 5000)).toBe('warn')
    expect(level(9999, 100_000)).toBe('warn')
    expect(level(299, 1000)).toBe('error')
    expect(level(2999, 100_000)).toBe('error')
  })
})

describe('the table of policies', () => {
  it('stands best first, and policies without a value last', () => {
    const rows = [
      policy('none', estimate({ value: null })),
      policy('low', estimate({ value: -0.1 })),
      policy('high', estimate({})),
    ]
    expect(rankPolicies(rows, 'dr').map(({ label }) => label)).toEqual(['high', 'low', 'none'])
  })

  it('begins with doubly robust where it was asked for, otherwise with SNIPS', () => {
    expect(firstEstimator(['replay', 'ips', 'dr'])).toBe('dr')
    expect(firstEstimator(['replay', 'ips', 'snips'])).toBe('snips')
    expect(firstEstimator([])).toBeUndefined()
  })

  it('says which policies rest on too few rounds and which are above the log with support', () => {
    const weak = policy('UCB1', estimate({ effectiveSample: 238 }))
    expect(describeSupport([weak, policy('EASE', estimate({}))], 'dr', log)).toEqual([
      'UCB1 rests on 238 effective rounds of 10,000.',
      'Above the log with enough support: EASE.',
    ])
    expect(describeSupport([policy('EASE', estimate({}))], 'dr', log)).toEqual([])
  })
})

describe('the estimates of one policy', () => {
  it('agree when their intervals have a point in common', () => {
    expect(agreement({ estimates: [estimate({}), estimate({ low: 0.015, high: 0.03 })] })).toBe(
      'All 2 intervals overlap.',
    )
    expect(agreement({ estimates: [estimate({}), estimate({ low: 0.021, high: 0.03 })] })).toContain('do not all')
    expect(agreement({ estimates: [estimate({ low: null, high: null })] })).toContain('Fewer than two')
  })
})

describe('the set-up', () => {
  const models = recommenders.map(describeModel)

  it('names every estimator of the engine as the engine does, with a sentence', () => {
    expect(estimatorIds).toEqual(estimators.map(({ id }) => id))
    expect(estimatorIds.map(estimatorTitle)).toEqual(estimators.map(({ title }) => title))
    expect(estimatorIds.filter((id) => estimatorSummary(id) === '')).toEqual([])
  })

  it('starts from every bandit beside recommenders, as an experiment that the contract accepts', () => {
    const draft = newPolicyDraft({ name: 'log', hasTimes: true } as never, models)
    const experiment = toExperiment(draft, models)
    expect(v.safeParse(experimentSchema, experiment).success).toBe(true)
    const ids = experiment.models.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['linucb', 'thompson', 'ucb1', 'epsilon-greedy', 'ease', 'random']))
    expect(experiment.policies).toEqual(standardPlan)
  })
})

describe('notes of the engine', () => {
  const note = 'It rests on 253 effective rounds of 10,000. 203 rounds weigh more than 10 and are clipped.'

  it('stay as they are in English', () => {
    expect(translateNote(note)).toBe(note)
  })

  it('are told sentence by sentence in Chinese', () => {
    language.value = 'zh'
    expect(translateNote(note)).toBe('它只靠 10,000 轮中的 253 个有效轮。203 轮的权重超过 10，已截断。')
    const matched = 'The policy chose what was shown in 204 of 10,000 rounds (2 %).'
    expect(translateNote(matched)).toBe('在 10,000 轮中，策略有 204 轮（2 %）选择了所展示的物品。')
  })
})

describe('the log of a run', () => {
  it('says once that a fold is done and once that its model was valued as a policy', () => {
    const event = (sequence: number, stage: string) =>
      ({ type: 'task', sequence, at: 0, run: 'r', model: 0, fold: 0, state: 'done', fraction: 1, stage }) as never
    const stages = ['Evaluated', 'As a policy: Simulating', 'As a policy: Valued']
    const { log } = addEvents(
      emptyHistory,
      stages.map((stage, at) => event(at + 1, stage)),
      [],
    )
    expect(log.map(({ text }) => text)).toEqual(['#1', 'Valued as a policy.'])
  })

  it('keeps the latest curves of a simulation under way, until its policy is valued', () => {
    const event = (sequence: number, scale: number) =>
      ({ type: 'simulation', sequence, at: 0, model: 1, label: 'ucb1', simulation: simulationOf(scale) }) as const
    const history = addEvents(emptyHistory, [event(1, 1), event(2, 2)], [])
    expect(history.simulations.get(1)?.simulation.regret).toEqual(simulationOf(2).regret)
    const lanes = [{ model: 1, label: 'UCB1', family: 'bandits' } as Lane]
    expect(simulatedSoFar([policy('EASE')], history, lanes).map(({ label }) => label)).toEqual(['EASE', 'UCB1'])
    expect(simulatedSoFar([policy('UCB1')], history, lanes)).toHaveLength(1)
  })
})
