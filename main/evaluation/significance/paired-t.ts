import { studentP, studentQuantile, studentTail } from '../../math/student-t.ts'
import { meanOf, pairedDifferences, varianceOf } from './differences.ts'

/** Outcome of a paired t-test on the differences a − b. */
export interface PairedT {
  /** Pairs in which both are defined. */
  readonly pairs: number
  readonly difference: number
  readonly t: number
  readonly df: number
  /** Two-sided; NaN with fewer than 2 pairs; 1 when all differences are 0. */
  readonly p: number
  /** One-sided: that a is greater than b. */
  readonly pGreater: number
  /** Student's interval of the mean difference. */
  readonly low: number
  readonly high: number
  /** Cohen's d_z of the paired differences: their mean over their standard deviation. */
  readonly effect: number
}

/**
 * Paired t-test.
 *
 *   t = d̄ / (s_d / √n) with n − 1 degrees of freedom,   d = a − b;   d_z = d̄ / s_d;   interval d̄ ± t_{level} s_d / √n
 *
 * Pairs with an undefined value (NaN) are left out.
 *
 * Student (1908). The probable error of a mean. Biometrika 6(1). doi:10.2307/2331554; J. Cohen (1988). Statistical Power Analysis for the Behavioral
 * Sciences, 2nd edition. Lawrence Erlbaum.
 *
 * @param level 1 − confidence of the interval: 0.05 gives a 95 % interval
 */
export function pairedT(a: Float64Array, b: Float64Array, level = 0.05): PairedT {
  return oneSampleT(pairedDifferences(a, b), level)
}

/** The same test on differences; `scale` is the variance of their mean over that of one difference, 1 / n unless corrected. */
export function oneSampleT(differences: Float64Array, level = 0.05, scale = 1 / differences.length): PairedT {
  const pairs = differences.length
  const df = pairs - 1
  if (pairs < 2) {
    const difference = pairs === 0 ? NaN : differences[0]!
    return { pairs, difference, df, t: NaN, p: NaN, pGreater: NaN, low: NaN, high: NaN, effect: NaN }
  }
  const difference = meanOf(differences)
  const deviation = Math.sqrt(varianceOf(differences, difference))
  if (deviation === 0 && difference === 0)
    return { pairs, difference, df, t: 0, p: 1, pGreater: 0.5, low: 0, high: 0, effect: 0 }
  const error = deviation * Math.sqrt(scale)
  const t = difference / error
  const half = studentQuantile(level, df) * error
  return {
    pairs,
    difference,
    df,
    t,
    p: studentP(t, df),
    pGreater: studentTail(t, df),
    low: difference - half,
    high: difference + half,
    effect: difference / deviation,
  }
}
