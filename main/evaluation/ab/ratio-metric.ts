import { RecbenchError } from '../../contract/errors.ts'
import { normalTail } from '../../math/distributions.ts'
import { meanOf } from '../significance/differences.ts'
import { twoSidedQuantile, type Arms, type Interval } from './arms.ts'

/** Per unit of randomisation (a user): what is counted (clicks) and what it is counted over (impressions). */
export interface RatioUnits {
  readonly numerators: Float64Array
  readonly denominators: Float64Array
}

export interface RatioEstimate {
  /** Σ numerators / Σ denominators. */
  readonly ratio: number
  /** Variance of the ratio over repetitions of the experiment. */
  readonly variance: number
}

/**
 * A ratio metric and its variance by the delta method: units are independent, what a unit did is not.
 *
 *   R = ȳ / x̄,   var(R) = (s_y² − 2R s_xy + R² s_x²) / (n x̄²) = Σ (y − R x)² / ((n − 1) n x̄²)
 *
 * A. Deng, U. Knoblich, J. Lu (2018). Applying the Delta Method in Metric Analytics. KDD '18. doi:10.1145/3219819.3219919
 *
 * @throws RecbenchError `bad-input` for lists of different lengths, fewer than two units or denominators that sum to 0
 */
export function estimateRatio({ numerators, denominators }: RatioUnits): RatioEstimate {
  const n = numerators.length
  if (n !== denominators.length || n < 2)
    throw new RecbenchError('bad-input', `There are ${n} numerators and ${denominators.length} denominators.`, {
      remedy: 'Give one of each for every unit, and at least two units.',
    })
  const mean = meanOf(denominators)
  if (mean === 0) throw new RecbenchError('bad-input', 'The denominators sum to 0, so there is no ratio.')
  const ratio = meanOf(numerators) / mean
  let squares = 0
  for (let i = 0; i < n; i++) squares += (numerators[i]! - ratio * denominators[i]!) ** 2
  return { ratio, variance: squares / ((n - 1) * n * mean * mean) }
}

export interface RatioTest extends Interval {
  readonly difference: number
  readonly z: number
  /** Two-sided. */
  readonly p: number
}

/**
 * Test of the difference of two arms' ratio metrics: z = (R_t − R_c) / √(var(R_t) + var(R_c)).
 *
 * Deng, Knoblich and Lu (2018), see `estimateRatio`.
 *
 * @throws RecbenchError `bad-input` as `estimateRatio`, `invalid-parameter` unless 0 < α < 1
 */
export function testRatios({ control, treatment }: Arms<RatioUnits>, alpha: number): RatioTest {
  const [c, t] = [estimateRatio(control), estimateRatio(treatment)]
  const difference = t.ratio - c.ratio
  const error = Math.sqrt(c.variance + t.variance)
  const z = difference === 0 ? 0 : difference / error
  const half = twoSidedQuantile(alpha) * error
  return { difference, z, p: 2 * normalTail(Math.abs(z)), low: difference - half, high: difference + half }
}
