import { normalDensity, normalDistribution } from './distributions.ts'
import { invertFalling } from './special-functions.ts'

/**
 * Range of k independent standard normal variables (the studentised range with infinite degrees of freedom): P(Q ≥ q).
 *
 *   P(Q ≥ q) = k ∫ φ(z) { Φ(z)^(k−1) − [Φ(z) − Φ(z − q)]^(k−1) } dz
 *
 * The integrand is analytic and falls off as a normal density, so that the trapezoid rule with step 1/20 is exact to double precision; the difference of
 * powers is taken by `expm1`, so that small tails keep their digits.
 *
 * H. O. Hartley (1942). The range in random samples. Biometrika 32(3/4). doi:10.2307/2332138; L. N. Trefethen, J. A. C. Weideman (2014). The
 * exponentially convergent trapezoidal rule. SIAM Review 56(3). doi:10.1137/130932132
 */
export function studentisedRangeTail(q: number, k: number): number {
  if (Number.isNaN(q) || k < 2) return NaN
  if (q <= 0) return 1
  const step = 1 / 20
  let sum = 0
  for (let z = -9; z <= q / 2 + 10; z += step) {
    const below = normalDistribution(z)
    const share = normalDistribution(z - q) / below
    sum += normalDensity(z) * below ** (k - 1) * -Math.expm1((k - 1) * Math.log1p(-share))
  }
  return Math.min(1, k * sum * step)
}

/** The q with P(Q ≥ q) = p, 0 < p < 1. */
export const studentisedRangeQuantile = (p: number, k: number): number =>
  invertFalling((q) => studentisedRangeTail(q, k), p, 0, 100)
