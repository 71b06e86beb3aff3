import type { IntervalKind } from '../../contract/policy-plan.ts'
import { studentQuantile } from '../../math/student-t.ts'
import { quantile, type Interval } from '../significance/bootstrap.ts'
import { lengthOf, valueOf, type Terms } from './estimator.ts'
import { momentsOf } from './lower-bounds.ts'

/** What is known beforehand of a round, for bounds that hold whatever the distribution. */
export interface RoundRange {
  /** Largest weight that a round can have. */
  readonly weight: number
  /** Lowest and highest reward. */
  readonly reward: readonly [number, number]
}

/** The middle `confidence` of resampled values that are numbers; null without any. */
export function resampledInterval(values: Float64Array, confidence: number): Interval | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const tail = (1 - confidence) / 2
  return sorted.length === 0 ? null : { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) }
}

/**
 * Student's t on linearised values, whose spread includes that of the normaliser (delta method).
 *
 *   ψ_i = base_i + R + (numerator_i − R denominator_i) / mean(denominator),   R = Σ numerator / Σ denominator
 *   V̂ ± t_{1 − δ/2, n − 1} s(ψ) / √n
 */
export function studentInterval(terms: Terms, confidence: number): Interval {
  const { n, mean, variance } = momentsOf(linearised(terms))
  const half = studentQuantile(1 - confidence, n - 1) * Math.sqrt(variance / n)
  return { low: mean - half, high: mean + half }
}

function linearised(terms: Terms): Float64Array {
  const { base, numerator, denominator, parts } = terms
  const values = new Float64Array(lengthOf(terms))
  const centre = denominator ? momentsOf(denominator).mean : 1
  const quotient = denominator && numerator ? momentsOf(numerator).mean / centre : 0
  for (let i = 0; i < values.length; i++) {
    if (base) values[i] = base[i]!
    if (numerator)
      values[i]! += denominator ? quotient + (numerator[i]! - quotient * denominator[i]!) / centre : numerator[i]!
  }
  for (const part of parts ?? []) for (const [i, value] of linearised(part).entries()) values[i]! += value
  return values
}

/**
 * Half the width of Hoeffding's two-sided interval of a mean of n values in a range: b √(ln(2/δ) / 2n).
 *
 * W. Hoeffding (1963). Probability Inequalities for Sums of Bounded Random Variables. JASA 58. doi:10.1080/01621459.1963.10500830
 */
export const hoeffdingHalf = (n: number, range: number, delta: number) =>
  range * Math.sqrt(Math.log(2 / delta) / (2 * n))

/**
 * Half the width of the two-sided empirical Bernstein interval: √(2 s² ln(4/δ) / n) + 7 b ln(4/δ) / (3 (n − 1)), δ/2 for each side.
 *
 * A. Maurer, M. Pontil (2009). Empirical Bernstein Bounds and Sample Variance Penalization. COLT '09. arXiv:0907.3740
 */
export function bernsteinHalf(values: Float64Array, range: number, delta: number): number {
  const { n, variance } = momentsOf(values)
  const logarithm = Math.log(4 / delta)
  return Math.sqrt((2 * variance * logarithm) / n) + (7 * range * logarithm) / (3 * (n - 1))
}

type BoundKind = Exclude<IntervalKind, 'bootstrap' | 't'>

/**
 * An interval that holds for every sample size, given the range of a round's value: of a mean by the bound itself; where a weighted sum is divided by the weights, of the sum, the weights and the
 * model's part apart, with δ shared among them. It is cut to the range of the rewards, beyond which no value lies.
 */
export function boundedInterval(kind: BoundKind, terms: Terms, confidence: number, range: RoundRange): Interval {
  const found = pieces(kind, terms, 1 - confidence, range)
  const [least, most] = range.reward
  return { low: clamp(found.low, least, most), high: clamp(found.high, least, most) }
}

function pieces(kind: BoundKind, terms: Terms, delta: number, range: RoundRange): Interval {
  const { base, numerator, denominator, parts = [] } = terms
  const count = (denominator ? 2 : 0) + (base || (numerator && !denominator) ? 1 : 0) + parts.length
  const each = delta / Math.max(1, count)
  const around = (values: Float64Array, [from, to]: readonly [number, number]): Interval => {
    const { n, mean } = momentsOf(values)
    const half = kind === 'hoeffding' ? hoeffdingHalf(n, to - from, each) : bernsteinHalf(values, to - from, each)
    return { low: mean - half, high: mean + half }
  }
  const sums = parts.map((part) => pieces(kind, part, each, range))
  if (!denominator) {
    if (base || numerator) sums.push(around(valuesOf(terms), rangeOf(terms, range)))
    return addUp(sums)
  }
  if (base) sums.push(around(base, ends(base)))
  const above = around(numerator!, productRange(range, Boolean(base)))
  const below = around(denominator, [0, range.weight])
  sums.push(divide(above, below))
  return addUp(sums)
}

const addUp = (intervals: readonly Interval[]): Interval => ({
  low: intervals.reduce((sum, { low }) => sum + low, 0),
  high: intervals.reduce((sum, { high }) => sum + high, 0),
})

/** All quotients of two intervals; the divisor is positive, and nothing can be said where it may be 0. */
function divide(above: Interval, below: Interval): Interval {
  if (below.low <= 0) return { low: -Infinity, high: Infinity }
  const quotients = [above.low / below.low, above.low / below.high, above.high / below.low, above.high / below.high]
  return { low: Math.min(...quotients), high: Math.max(...quotients) }
}

const valuesOf = ({ base, numerator }: Terms): Float64Array =>
  base && numerator ? base.map((value, i) => value + numerator[i]!) : (base ?? numerator)!

/** The range that the values of rounds lie in: the model's part as it was seen, and the weighted part from the weights and rewards. */
export function rangeOf({ base, numerator }: Terms, range: RoundRange): readonly [number, number] {
  const [from, to] = base ? ends(base) : [0, 0]
  const [least, most] = numerator ? productRange(range, Boolean(base)) : [0, 0]
  return [from + least, to + most]
}

/** Of weight × reward, or of weight × (reward − what a model said, which lies in the range of rewards). */
function productRange({ weight, reward: [least, most] }: RoundRange, ofErrors: boolean): readonly [number, number] {
  if (ofErrors) return [-weight * (most - least), weight * (most - least)]
  return [Math.min(0, weight * least), Math.max(0, weight * most)]
}

function ends(values: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** The estimate and its interval by a kind that needs no resampling. */
export const analyticInterval = (
  kind: Exclude<IntervalKind, 'bootstrap'>,
  terms: Terms,
  confidence: number,
  range: RoundRange,
): Interval | null => {
  if (Number.isNaN(valueOf(terms)) || lengthOf(terms) < 2) return null
  return kind === 't' ? studentInterval(terms, confidence) : boundedInterval(kind, terms, confidence, range)
}
