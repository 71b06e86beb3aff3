import { choice, real, type ConfigurationOf } from '../../../contract/settings.ts'
import { probabilitiesOfBeingLargest, sampleBeta } from '../../../math/beta.ts'
import type { Random } from '../../../math/random.ts'
import { drawArm, firstMaximum, type ArmRecord } from '../arms.ts'
import { boltzmann } from '../softmax.ts'
import { ucb1Index } from '../ucb1.ts'

/** Settings of the policy that chooses by the rounds of like contexts. */
export const innerSettings = {
  inner: choice(
    ['epsilon-greedy', 'softmax', 'thompson', 'ucb1'],
    'epsilon-greedy',
    'Policy that chooses by the rewards of like rounds.',
  ),
  exploration: real({
    default: 0.1,
    help: 'ε of ε-greedy, τ of softmax, α of UCB1: larger values try other items more often; Thompson sampling has none.',
  }),
} as const

export type InnerConfiguration = ConfigurationOf<typeof innerSettings>

/** Plays and summed reward of each arm in like rounds. */
export type LocalRecord = Pick<ArmRecord, 'plays' | 'sums' | 'rounds'>

/** Probability with which the inner policy shows each arm, given what like rounds paid; the same for all arms where there were none. */
export function innerDistribution(record: LocalRecord, config: InnerConfiguration, into: Float64Array): void {
  const { plays, sums, rounds } = record
  if (rounds === 0) return void into.fill(1 / into.length)
  switch (config.inner) {
    case 'epsilon-greedy': {
      const exploration = Math.min(1, config.exploration)
      innerExpected(record, config, into)
      const best = firstMaximum(into)
      into.fill(exploration / into.length)
      into[best]! += 1 - exploration
      return
    }
    case 'softmax':
      innerExpected(record, config, into)
      return boltzmann(into.slice(), Math.max(config.exploration, 1e-6), into)
    case 'thompson':
      return probabilitiesOfBeingLargest(
        plays.map((_, arm) => successes(record, arm)),
        plays.map((_, arm) => failures(record, arm)),
        into,
      )
    case 'ucb1':
      into.fill(0)
      into[largestIndex(plays, sums, rounds, config.exploration)] = 1
      return
    default:
      config.inner satisfies never
  }
}

/** Chooses an arm as {@link innerDistribution} says. */
export function innerSelect(record: LocalRecord, config: InnerConfiguration, random: Random): number {
  const { plays, sums, rounds } = record
  if (rounds === 0) return random.below(plays.length)
  if (config.inner === 'ucb1') return largestIndex(plays, sums, rounds, config.exploration)
  if (config.inner === 'thompson') {
    const draws = plays.map((_, arm) => sampleBeta(random, successes(record, arm), failures(record, arm)))
    return firstMaximum(draws)
  }
  const probabilities = new Float64Array(plays.length)
  innerDistribution(record, config, probabilities)
  return drawArm(probabilities, random.uniform())
}

/** Mean reward of each arm in like rounds: 0 for one never shown there, of Thompson sampling the mean of what it believes. */
export function innerExpected(record: LocalRecord, { inner }: InnerConfiguration, into: Float64Array): void {
  const { plays, sums } = record
  for (let arm = 0; arm < into.length; arm++)
    into[arm] =
      inner === 'thompson'
        ? successes(record, arm) / (plays[arm]! + 2)
        : plays[arm] === 0
          ? 0
          : sums[arm]! / plays[arm]!
}

/** Parameters of the Beta distribution believed of a reward from 0 to 1. */
const successes = ({ plays, sums }: LocalRecord, arm: number) => 1 + Math.min(plays[arm]!, Math.max(0, sums[arm]!))
const failures = (record: LocalRecord, arm: number) => record.plays[arm]! + 2 - successes(record, arm)

function largestIndex(plays: Float64Array, sums: Float64Array, rounds: number, exploration: number): number {
  const logarithm = 2 * Math.log(rounds)
  let best = 0
  let largest = -Infinity
  for (let arm = 0; arm < plays.length; arm++) {
    const n = plays[arm]!
    if (n === 0) return arm
    const index = ucb1Index(sums[arm]! / n, n, logarithm, exploration)
    if (index > largest) {
      largest = index
      best = arm
    }
  }
  return best
}
