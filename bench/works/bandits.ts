import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseConfiguration } from '../../main/contract/settings.ts'
import { findEstimator } from '../../main/evaluation/off-policy/all.ts'
import { noBounds, valueOf, type LoggedRounds } from '../../main/evaluation/off-policy/estimator.ts'
import { resampleTerms } from '../../main/evaluation/off-policy/resample-terms.ts'
import { Random } from '../../main/math/random.ts'
import { findRecommender } from '../../main/recommenders/all.ts'
import { isPolicyRecommender, selectMany, type Policy, type PolicyContext } from '../../main/recommenders/policy.ts'
import { perUnit, timed } from '../measure.ts'
import type { Given, Repetition, Work } from '../work.ts'
import { mabwiser, openBandit } from './peers.ts'

const mostDecisions = 20_000
const mostSeconds = 2

/** A policy that saw each arm twice, and contexts drawn as the peer's. */
function learned({ policy: id, arms, features }: Given['settings']): {
  readonly policy: Policy
  readonly contexts: readonly PolicyContext[]
  readonly random: Random
} {
  const recommender = findRecommender(String(id))
  if (!isPolicyRecommender(recommender)) throw new Error(`${String(id)} is no policy.`)
  const [size, width] = [Number(arms), Number(features)]
  const config = parseConfiguration(recommender.id, recommender.settings)
  const policy = recommender.policy.create({ arms: size, features: width }, config as never)
  const random = new Random('bench', String(id))
  const draw = (): PolicyContext => ({
    user: -1,
    features: Float64Array.from({ length: width }, () => random.normal()),
  })
  for (let round = 0; round < 2 * size; round++) policy.update(draw(), round % size, random.below(2))
  return { policy, contexts: Array.from({ length: 2000 }, draw), random }
}

/** Seconds of a thousand decisions, each followed by learning what it paid. */
const oneAtATime = async ({ settings }: Given): Promise<Repetition> => {
  return async () => {
    const { policy, contexts, random } = learned(settings)
    let count = 0
    const measured = await timed(() => {
      const until = performance.now() + 1000 * mostSeconds
      for (; count < mostDecisions && performance.now() < until; count++) {
        const context = contexts[count % contexts.length]!
        policy.update(context, policy.select(context, random), count & 1)
      }
    })
    return perUnit(measured, count / 1000)
  }
}

/** Seconds of choosing for a thousand contexts. */
const batch = async ({ settings }: Given): Promise<Repetition> => {
  const { policy, contexts, random } = learned(settings)
  const chosen = new Int32Array(1000)
  const width = policy.features
  const rows = new Float64Array(chosen.length * width)
  for (let row = 0; row < chosen.length; row++) rows.set(contexts[row]!.features, row * width)
  return async () => {
    const { seconds, cpu } = await timed(() => selectMany(policy, rows, chosen.length, random, chosen))
    return { seconds, cpu }
  }
}

/** An estimate and its bootstrap, from the logged arrays and the policy's probabilities. */
const estimating = async ({ folders, settings }: Given): Promise<Repetition> => {
  const folder = Object.values(folders)[0]!
  const bytes = (name: string) => {
    const { buffer, byteOffset, byteLength } = readFileSync(path.join(folder, name))
    return buffer.slice(byteOffset, byteOffset + byteLength)
  }
  const action = new Int32Array(bytes('action.i32'))
  const columns = ['reward', 'propensity', 'policy', 'model'] as const
  const [reward, propensity, policy, model] = columns.map((name) => new Float64Array(bytes(`${name}.f64`)))
  const log = { action, reward: reward!, propensity: propensity!, policy: policy!, model: model! }
  const estimator = findEstimator(String(settings['estimator']))
  return async () => {
    const { result, seconds, cpu } = await timed(() => {
      const terms = estimator.terms(seeRounds(log, estimator.needsModel), noBounds)
      resampleTerms([terms], action.length, new Random('bench', 'bootstrap'), Number(settings['resamples']))
      return valueOf(terms)
    })
    return { seconds, cpu, quality: { value: result } }
  }
}

interface LoggedArrays {
  readonly action: Int32Array
  readonly reward: Float64Array
  readonly propensity: Float64Array
  /** π(a | x) and q̂(x, a), row-major by round. */
  readonly policy: Float64Array
  readonly model: Float64Array
}

function seeRounds({ action, reward, propensity, policy, model }: LoggedArrays, modelled: boolean): LoggedRounds {
  const rounds = action.length
  const actions = policy.length / rounds
  const weight = propensity.map((p, round) => policy[round * actions + action[round]!]! / p)
  const matched = new Float64Array(rounds)
  if (!modelled) return { reward, weight, matched, model: null }
  const shown = propensity.map((_, round) => model[round * actions + action[round]!]!)
  const expected = new Float64Array(rounds)
  for (let round = 0, cell = 0; round < rounds; round++) {
    let sum = 0
    for (let a = 0; a < actions; a++, cell++) sum += policy[cell]! * model[cell]!
    expected[round] = sum
  }
  return { reward, weight, matched, model: { shown, policy: expected } }
}

const decisionTimes = 'a thousand decisions, each learned from at once; the policy saw each arm twice before'
const linear = [
  [100, 20],
  [100, 100],
  [1000, 20],
  [1000, 100],
] as const

const decisions = (policy: string, title: string, arms: number, features: number): Work => ({
  id: `bandits/${policy}-${arms}${features > 0 ? `x${features}` : ''}`,
  title: `${title}, ${arms.toLocaleString('en')} arms${features > 0 ? `, ${features} features` : ''}, choose and learn`,
  data: [],
  times: decisionTimes,
  per: '1,000 decisions',
  threads: 1,
  goal: 50,
  settings: { policy, arms, features },
  peer: mabwiser('one_at_a_time'),
  ours: oneAtATime,
})

/** Decisions beside mabwiser and off-policy estimates beside Open Bandit Pipeline, on one thread. */
export const banditWorks: readonly Work[] = [
  ...[100, 1000].flatMap((arms) => [decisions('ucb1', 'UCB1', arms, 0), decisions('thompson', 'Thompson', arms, 0)]),
  ...linear.map(([arms, features]) => decisions('linucb', 'LinUCB', arms, features)),
  ...linear.map(([arms, features]): Work => ({
    ...decisions('linucb', 'LinUCB', arms, features),
    id: `bandits/batch-linucb-${arms}x${features}`,
    title: `LinUCB, ${arms.toLocaleString('en')} arms, ${features} features, a batch of 1,000 contexts`,
    times: 'choosing for a thousand contexts in one call, without learning',
    goal: 1,
    peer: mabwiser('batch'),
    ours: batch,
  })),
  ...(
    [
      ['ips', 'IPS'],
      ['dr', 'DR'],
    ] as const
  ).map(([estimator, title]): Work => ({
    id: `bandits/ope-${estimator}`,
    title: `${title} with 100 bootstrap samples on 100,000 rounds of 30 actions`,
    data: ['bandit-rounds'],
    times:
      "the estimate and its bootstrap, from arrays of the log, the policy's probabilities and the reward model's values",
    threads: 1,
    goal: 2,
    settings: { estimator, resamples: 100 },
    peer: openBandit('estimate'),
    ours: estimating,
  })),
]
