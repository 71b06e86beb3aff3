import { RecbenchError } from '../../contract/errors.ts'
import { normalQuantile } from '../../math/distributions.ts'

/** One value of the arm without the change and one of the arm with it. Differences are treatment − control, ratios treatment / control. */
export interface Arms<Value = number> {
  readonly control: Value
  readonly treatment: Value
}

/** Units that converted, out of all units of an arm. */
export interface Conversions {
  readonly successes: number
  readonly trials: number
}

/** A two-sided confidence interval; an end may be infinite. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Which side of the null hypothesis counts as evidence: treatment − control differs from 0, is above 0, is below 0. */
export type Alternative = 'two-sided' | 'larger' | 'smaller'

/** @throws RecbenchError `bad-input` unless 0 ≤ successes ≤ trials and there is a trial */
export function rateOf({ successes, trials }: Conversions): number {
  if (!(trials > 0 && successes >= 0 && successes <= trials))
    throw new RecbenchError('bad-input', `${successes} successes in ${trials} trials are not a rate.`, {
      remedy: 'Give an arm at least one trial and at most as many successes as trials.',
    })
  return successes / trials
}

/** @throws RecbenchError `invalid-parameter` unless 0 < probability < 1 */
export function requireProbability(name: string, probability: number): void {
  if (probability > 0 && probability < 1) return
  throw new RecbenchError('invalid-parameter', `The ${name} is ${probability}; it lies between 0 and 1.`)
}

/**
 * z_{1−α/2}, the quantile of an interval that misses with probability α.
 *
 * @throws RecbenchError `invalid-parameter` unless 0 < α < 1
 */
export function twoSidedQuantile(alpha: number): number {
  requireProbability('significance level', alpha)
  return -normalQuantile(alpha / 2)
}
