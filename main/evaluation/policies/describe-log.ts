import type { RunResults } from '../../contract/api/runs.ts'
import { defaultConfidence } from '../../contract/policy-plan.ts'
import type { BanditColumns } from '../../data/prepared.ts'
import type { BanditLog } from '../../data/service.ts'
import { Random } from '../../math/random.ts'
import { normalQuantile } from '../../math/distributions.ts'
import { resampledInterval } from '../off-policy/intervals.ts'
import { resampleTerms } from '../off-policy/resample-terms.ts'
import type { Interval } from '../significance/bootstrap.ts'

/** Logged bandit feedback: what it is, and its columns. */
export interface Feedback {
  readonly log: BanditLog
  readonly columns: BanditColumns
  /** How the propensities were estimated, and why that deserves a warning; absent: they were logged. */
  readonly estimated?: string
}

/** Half-width of an interval, relative to the value, below which a log is taken to rank policies. */
const wantedPrecision = 0.2

/**
 * What a log of bandit feedback says of the policy that wrote it: its value with an interval (Wilson's for rewards 0 and 1, otherwise bootstrap), whether
 * it chose uniformly at random, and a note when the log is too small to rank policies.
 */
export function describeLog(
  feedback: Feedback,
  seed: number,
  confidence = defaultConfidence,
): NonNullable<RunResults['policyLog']> {
  const { log, columns, estimated } = feedback
  const { reward } = columns
  const total = reward.reduce((sum, value) => sum + value, 0)
  const value = total / log.rounds
  const binary = isBinary(reward)
  const { low, high } = binary ? wilson(total, log.rounds, confidence) : meanInterval(reward, value, seed, confidence)
  const rewards = reward.reduce((count, value) => count + (value > 0 ? 1 : 0), 0)
  const note = describePrecision(rewards, value, low, high, log.rounds, binary)
  return {
    name: log.name,
    rounds: log.rounds,
    rewards,
    value,
    low,
    high,
    uniform: readPropensities(feedback).uniform,
    note,
    ...(estimated !== undefined && { propensities: { estimated: true, note: estimated } }),
  }
}

export const isBinary = (reward: Float32Array | Float64Array) => reward.every((value) => value === 0 || value === 1)

export interface Propensities {
  readonly uniform: boolean
  readonly smallest: number
  readonly largest: number
}

/** Uniform: every round has the same logged propensity, and it leaves room for every action that occurs. */
export function readPropensities({ columns: { propensity }, log: { actions }, estimated }: Feedback): Propensities {
  let smallest = Infinity
  let largest = -Infinity
  for (const p of propensity) {
    smallest = Math.min(smallest, p)
    largest = Math.max(largest, p)
  }
  const isConstant = largest - smallest <= 1e-6 * largest && largest * actions <= 1 + 1e-6
  return { uniform: isConstant && estimated === undefined, smallest, largest }
}

/**
 * Wilson's score interval of a share.
 *
 * E. B. Wilson (1927). Probable Inference, the Law of Succession, and Statistical Inference. JASA 22(158). doi:10.1080/01621459.1927.10502953
 */
export function wilson(successes: number, n: number, confidence = defaultConfidence): Interval {
  const z = normalQuantile((1 + confidence) / 2)
  const p = successes / n
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

function meanInterval(reward: Float32Array, value: number, seed: number, confidence: number): Interval {
  const terms = { numerator: Float64Array.from(reward) }
  const [values] = resampleTerms([terms], reward.length, new Random(seed, 'value of the log'))
  return resampledInterval(values!, confidence) ?? { low: value, high: value }
}

function describePrecision(rewards: number, value: number, low: number, high: number, rounds: number, binary: boolean) {
  const what = binary ? 'clicks' : 'rewarded rounds'
  if (rewards === 0) return `The log has no ${what}: it says nothing about which policy is better.`
  const precision = (high - low) / 2 / Math.abs(value)
  if (precision <= wantedPrecision) return null
  const needed = roundUp(rounds * (precision / wantedPrecision) ** 2)
  const percent = Math.round(100 * precision)
  return `${rewards} ${what} are too few to rank these policies: the log's own value is known to ±${percent} % only. About ${needed.toLocaleString('en-US')} rounds would give ±20 %.`
}

/** Up to two leading digits. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return Math.ceil(value / unit) * unit
}
