import { normalDistribution, normalQuantile, normalTail } from '../../math/distributions.ts'
import { noncentralT } from '../../math/noncentral-t.ts'
import { studentQuantile } from '../../math/student-t.ts'
import { requireProbability, type Alternative, type Arms } from './arms.ts'

/** How a test will be run: units per arm, significance level, alternative. */
export interface Design {
  readonly sizes: Arms
  readonly alpha: number
  readonly alternative?: Alternative
}

/**
 * Cohen's h, the distance of two rates on the scale on which a rate's variance does not depend on it: 2 asin √p_t − 2 asin √p_c.
 *
 * J. Cohen (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd edition, chapter 6. Lawrence Erlbaum.
 */
export const cohensH = ({ control, treatment }: Arms): number =>
  2 * Math.asin(Math.sqrt(treatment)) - 2 * Math.asin(Math.sqrt(control))

/**
 * Power of the test of Cohen's h, both tails counted when two-sided.
 *
 *   P(Z > z − h √m) + P(Z < −z − h √m),   m = 1 / (1/n_c + 1/n_t),   z = z_{1−α/2}; one of the two, with z_{1−α}, when one-sided
 *
 * J. Cohen (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd edition, chapter 6. Lawrence Erlbaum.
 *
 * @throws RecbenchError `invalid-parameter` unless 0 < α < 1
 */
export const powerOfArcsine = (h: number, design: Design): number =>
  normalPower(h * Math.sqrt(commonSize(design.sizes)), 1, design)

/**
 * Power of the pooled z-test of two conversion rates, whose standard error is σ₀ under the null hypothesis and σ₁ under these rates.
 *
 *   P(Z > (z σ₀ − d) / σ₁) + P(Z < (−z σ₀ − d) / σ₁),   d = p_t − p_c
 *   σ₀² = p̄q̄ (1/n_t + 1/n_c),   p̄ = (n_t p_t + n_c p_c) / (n_t + n_c),   σ₁² = p_tq_t/n_t + p_cq_c/n_c
 *
 * J. L. Fleiss, B. Levin, M. C. Paik (2003). Statistical Methods for Rates and Proportions, 3rd edition, chapter 4. Wiley. doi:10.1002/0471445428
 *
 * @throws RecbenchError `invalid-parameter` unless 0 < α < 1
 */
export function powerOfProportions({ control, treatment }: Arms, design: Design): number {
  const { sizes } = design
  const pooled = (sizes.treatment * treatment + sizes.control * control) / (sizes.treatment + sizes.control)
  const underNull = Math.sqrt((pooled * (1 - pooled)) / commonSize(sizes))
  const underRates = Math.sqrt(
    (treatment * (1 - treatment)) / sizes.treatment + (control * (1 - control)) / sizes.control,
  )
  return normalPower((treatment - control) / underRates, underNull / underRates, design)
}

/**
 * Exact power of Student's t-test of two means that are d standard deviations apart.
 *
 *   P(T > t) + P(T < −t),   T noncentral t with n_c + n_t − 2 degrees of freedom and noncentrality d √m,   m = 1 / (1/n_c + 1/n_t)
 *
 * J. Cohen (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd edition, chapter 2. Lawrence Erlbaum.
 *
 * @throws RecbenchError `invalid-parameter` unless 0 < α < 1
 */
export function powerOfMeans(effect: number, { sizes, alpha, alternative = 'two-sided' }: Design): number {
  requireProbability('significance level', alpha)
  const df = sizes.control + sizes.treatment - 2
  const noncentrality = effect * Math.sqrt(commonSize(sizes))
  const critical = studentQuantile(Math.min(1, alternative === 'two-sided' ? alpha : 2 * alpha), df)
  const above = alternative === 'smaller' ? 0 : noncentralT(-critical, df, -noncentrality)
  const below = alternative === 'larger' ? 0 : noncentralT(-critical, df, noncentrality)
  return above + below
}

const commonSize = ({ control, treatment }: Arms) => 1 / (1 / control + 1 / treatment)

/** P(Z > z · scale − shift) + P(Z < −z · scale − shift). */
function normalPower(shift: number, scale: number, { alpha, alternative = 'two-sided' }: Design): number {
  requireProbability('significance level', alpha)
  const critical = -normalQuantile(alternative === 'two-sided' ? alpha / 2 : alpha) * scale
  const above = alternative === 'smaller' ? 0 : normalTail(critical - shift)
  const below = alternative === 'larger' ? 0 : normalDistribution(-critical - shift)
  return above + below
}
