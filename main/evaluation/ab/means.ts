import { RecbenchError } from '../../contract/errors.ts'
import { studentP, studentQuantile } from '../../math/student-t.ts'
import { meanOf, varianceOf } from '../significance/differences.ts'
import { requireProbability, type Arms } from './arms.ts'

/** A t-test of two means with its interval. */
export interface TestOfMeans {
  /** Mean of the treatment − mean of control, in the metric's unit. */
  readonly difference: number
  readonly t: number
  readonly df: number
  /** Two-sided; 1 when no value of an arm differs from any other and neither do the means. */
  readonly p: number
  /** 1 − α interval of the difference. */
  readonly low: number
  readonly high: number
}

/**
 * t-tests of the means of two arms.
 *
 *   welch     t = d / √(s_t²/n_t + s_c²/n_c),   df = (s_t²/n_t + s_c²/n_c)² / ((s_t²/n_t)²/(n_t−1) + (s_c²/n_c)²/(n_c−1))
 *   student   t = d / √(s² (1/n_t + 1/n_c)),   s² = ((n_t−1) s_t² + (n_c−1) s_c²) / (n_t+n_c−2),   df = n_t+n_c−2; equal variances assumed
 *
 * B. L. Welch (1947). The generalization of Student's problem when several different population variances are involved. Biometrika 34(1–2).
 * doi:10.1093/biomet/34.1-2.28; Student (1908). The probable error of a mean. Biometrika 6(1). doi:10.2307/2331554
 *
 * @throws RecbenchError `bad-input` with fewer than two values in an arm, `invalid-parameter` unless 0 < α < 1
 */
export const testsOfMeans = {
  welch: (arms: Arms<Float64Array>, alpha: number): TestOfMeans => {
    const { difference, variances, sizes } = describe(arms)
    const control = variances.control / sizes.control
    const treatment = variances.treatment / sizes.treatment
    const squares = control ** 2 / (sizes.control - 1) + treatment ** 2 / (sizes.treatment - 1)
    const df = squares === 0 ? sizes.control + sizes.treatment - 2 : (control + treatment) ** 2 / squares
    return finish(difference, Math.sqrt(control + treatment), df, alpha)
  },
  student: (arms: Arms<Float64Array>, alpha: number): TestOfMeans => {
    const { difference, variance, sizes } = describe(arms)
    const error = Math.sqrt(variance * (1 / sizes.control + 1 / sizes.treatment))
    return finish(difference, error, sizes.control + sizes.treatment - 2, alpha)
  },
} as const

/**
 * Cohen's d of two arms: the difference of means over the pooled standard deviation; 0 when all values are equal.
 *
 * J. Cohen (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd edition, chapter 2. Lawrence Erlbaum.
 *
 * @throws RecbenchError `bad-input` with fewer than two values in an arm
 */
export function cohensD(arms: Arms<Float64Array>): number {
  const { difference, variance } = describe(arms)
  return difference === 0 ? 0 : difference / Math.sqrt(variance)
}

function describe({ control, treatment }: Arms<Float64Array>) {
  for (const values of [control, treatment])
    if (values.length < 2)
      throw new RecbenchError('bad-input', `An arm has ${values.length} values; its spread takes at least two.`)
  const sizes = { control: control.length, treatment: treatment.length }
  const variances = { control: varianceOf(control), treatment: varianceOf(treatment) }
  const squares = (sizes.control - 1) * variances.control + (sizes.treatment - 1) * variances.treatment
  return {
    difference: meanOf(treatment) - meanOf(control),
    sizes,
    variances,
    variance: squares / (sizes.control + sizes.treatment - 2),
  }
}

function finish(difference: number, error: number, df: number, alpha: number): TestOfMeans {
  requireProbability('significance level', alpha)
  const t = difference === 0 ? 0 : difference / error
  const half = studentQuantile(alpha, df) * error
  return { difference, t, df, p: studentP(t, df), low: difference - half, high: difference + half }
}
