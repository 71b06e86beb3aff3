import { parseConfiguration } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import type { ArmChooser, Policy } from '../../recommenders/policy.ts'
import type { KnownPolicy } from './known-policies.ts'
import type { RewardTable } from './table.ts'

/** How a policy meets a table of rewards. */
export interface Play {
  readonly rewards: 'binary' | 'real'
  /** Arms of the first rounds, given rather than chosen. */
  readonly first: readonly number[]
  /** Rounds that are chosen before any of them is learned. */
  readonly batch: number
  readonly random: Random
}

export interface Played<P extends ArmChooser = Policy> {
  readonly policy: P
  readonly arms: Uint32Array
  readonly total: number
}

/** Plays a policy of the catalogue on every round of a table, in order. */
export function play({ recommender, settings }: KnownPolicy, table: RewardTable, how: Play): Played {
  const config = parseConfiguration(recommender.id, recommender.settings, settings) as never
  const features = recommender.policy.contextual ? table.contexts[0]!.length : 0
  return playWith(recommender.policy.create({ arms: table.arms, features }, config), table, how)
}

/** Plays a policy on every round of a table, in order. */
export function playWith<P extends ArmChooser>(policy: P, table: RewardTable, how: Play): Played<P> {
  const { rounds, arms: count, contexts } = table
  const { first, batch, random } = how
  const rewards = table[how.rewards]
  const nothing = new Float64Array(0)
  const situation = (round: number) => ({ user: -1, features: policy.features > 0 ? contexts[round]! : nothing })
  const arms = Uint32Array.from({ length: rounds }, (_, round) => first[round] ?? 0)
  let total = 0
  for (let start = 0; start < rounds;) {
    const end = start < first.length ? first.length : Math.min(rounds, start + batch)
    for (let round = Math.max(start, first.length); round < end; round++)
      arms[round] = policy.select(situation(round), random)
    for (let round = start; round < end; round++) {
      const reward = rewards[round * count + arms[round]!]!
      policy.update(situation(round), arms[round]!, reward)
      total += reward
    }
    start = end
  }
  return { policy, arms, total }
}

export function countArms(chosen: Uint32Array, arms: number): number[] {
  const counts = new Array<number>(arms).fill(0)
  for (const arm of chosen) counts[arm]! += 1
  return counts
}

const times: Readonly<Record<string, number>> = { once: 1, twice: 2, two: 2, three: 3, five: 5, ten: 10, twenty: 20 }

/** First arms of a configuration: a list, none, or words such as `0..K-1 five times`. Null when the words mean nothing. */
export function firstArms(given: unknown, arms: number): number[] | null {
  if (given === undefined) return []
  if (Array.isArray(given)) return given as number[]
  const repeats = times[/^0\.\.K-1 (\w+)/.exec(String(given))?.[1] ?? '']
  return repeats === undefined ? null : Array.from({ length: repeats * arms }, (_, i) => i % arms)
}
