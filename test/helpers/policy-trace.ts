import { parseConfiguration } from '../../main/contract/settings.ts'
import type { Random } from '../../main/math/random.ts'
import type { AnyPolicyRecommender } from '../../main/recommenders/policy.ts'
import { referenceArray, referenceTable } from './bandit-reference.ts'

export const traceArms = 10
const rounds = 2000

interface Trace {
  readonly settings: Readonly<Record<string, number>>
  readonly rewards: 'bin' | 'real'
  /** Arms of the first rounds, given rather than chosen. */
  readonly first: readonly number[]
  /** Rounds chosen with frozen parameters before they are learned. */
  readonly batch?: number
  readonly random: Random
}

/** Plays a policy on the stored table of contexts and rewards and returns the arm of each round. */
export function traceOf(recommender: AnyPolicyRecommender, trace: Trace): Uint8Array {
  const contexts = Object.values(referenceTable('tab1.context'))
  const rewards = trace.rewards === 'bin' ? binaryRewards() : realRewards()
  const config = parseConfiguration(recommender.id, recommender.settings, trace.settings) as never
  const features = recommender.policy.contextual ? contexts.length : 0
  const policy = recommender.policy.create({ arms: traceArms, features }, config)
  const arms = new Uint8Array(rounds)
  const contextOf = (round: number) => ({
    user: -1,
    features: Float64Array.from({ length: features }, (_, i) => contexts[i]![round]!),
  })
  const learn = (round: number) =>
    policy.update(contextOf(round), arms[round]!, rewards[round * traceArms + arms[round]!]!)
  const batch = trace.batch ?? 1
  for (let round = 0; round < trace.first.length; round++) {
    arms[round] = trace.first[round]!
    learn(round)
  }
  for (let start = trace.first.length; start < rounds; start += batch) {
    const end = Math.min(rounds, start + batch)
    for (let round = start; round < end; round++) arms[round] = policy.select(contextOf(round), trace.random)
    for (let round = start; round < end; round++) learn(round)
  }
  return arms
}

export const binaryRewards = () => referenceArray('tab1.reward_binary')

function realRewards(): Float64Array {
  const columns = Object.values(referenceTable('tab1.reward_real'))
  return Float64Array.from(
    { length: rounds * traceArms },
    (_, i) => columns[i % traceArms]![Math.floor(i / traceArms)]!,
  )
}

export const totalReward = (arms: Uint8Array, rewards: Float64Array) =>
  arms.reduce((total, arm, round) => total + rewards[round * traceArms + arm]!, 0)
