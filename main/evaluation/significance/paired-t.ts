import { studentP } from './student-t.ts'

/** Outcome of a paired t-test on the differences a − b. */
export interface PairedT {
  /** Pairs in which both are defined. */
  readonly pairs: number
  readonly difference: number
  readonly t: number
  /** Two-sided; NaN with fewer than 2 pairs; 1 when all differences are 0. */
  readonly p: number
  /** Cohen's d of the paired differences: their mean over their standard deviation. */
  readonly effect: number
}

/**
 * Paired t-test.
 *
 *   t = d̄ / (s_d / √n) with n − 1 degrees of freedom,   d = a − b;   d_z = d̄ / s_d
 *
 * Pairs with an undefined value (NaN) are left out.
 *
 * Student (1908). The probable error of a mean. Biometrika 6(1). doi:10.2307/2331554; J. Cohen (1988). Statistical Power Analysis for the Behavioral
 * Sciences, 2nd edition. Lawrence Erlbaum.
 */
export function pairedT(a: Float64Array, b: Float64Array): PairedT {
  const differences = a.map((value, i) => value - b[i]!).filter((value) => !Number.isNaN(value))
  const pairs = differences.length
  const difference = differences.reduce((sum, value) => sum + value, 0) / pairs
  const squares = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0)
  const deviation = Math.sqrt(squares / (pairs - 1))
  if (pairs < 2) return { pairs, difference: pairs === 0 ? NaN : difference, t: NaN, p: NaN, effect: NaN }
  if (deviation === 0 && difference === 0) return { pairs, difference, t: 0, p: 1, effect: 0 }
  const t = difference / (deviation / Math.sqrt(pairs))
  return { pairs, difference, t, p: studentP(t, pairs - 1), effect: difference / deviation }
}
