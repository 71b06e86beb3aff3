import { chiSquareTail, normalTail } from '../../math/distributions.ts'
import { rateOf, type Arms, type Conversions } from './arms.ts'

/** A statistic and its two-sided p-value. */
export interface TestOfArms {
  readonly statistic: number
  readonly p: number
}

/**
 * Test of two conversion rates by a normal approximation; without successes or without failures in both arms z is 0 and p is 1.
 *
 *   z = (p̂_t − p̂_c) / √(p̄q̄ (1/n_t + 1/n_c)),   p̄ = (x_t + x_c) / (n_t + n_c)      pooled
 *   z = (p̂_t − p̂_c) / √(p̂_tq̂_t/n_t + p̂_cq̂_c/n_c)                                  unpooled
 *
 * J. L. Fleiss, B. Levin, M. C. Paik (2003). Statistical Methods for Rates and Proportions, 3rd edition, 3.2. Wiley. doi:10.1002/0471445428
 *
 * @throws RecbenchError `bad-input` for counts that are no rate
 */
export function testProportions({ control, treatment }: Arms<Conversions>, pooled = true): TestOfArms {
  const rates = { control: rateOf(control), treatment: rateOf(treatment) }
  const common = (control.successes + treatment.successes) / (control.trials + treatment.trials)
  const [c, t] = pooled ? [common, common] : [rates.control, rates.treatment]
  const error = Math.sqrt((c * (1 - c)) / control.trials + (t * (1 - t)) / treatment.trials)
  const difference = rates.treatment - rates.control
  const statistic = difference === 0 ? 0 : difference / error
  return { statistic, p: 2 * normalTail(Math.abs(statistic)) }
}

/**
 * Chi-square test of the 2 × 2 table of successes and failures, one degree of freedom; Yates's correction takes ½ from every |O − E|, or all of it.
 *
 *   χ² = Σ (|O − E| − c)² / E,   E = row sum × column sum / n,   c = 0 or min(½, |O − E|)
 *
 * F. Yates (1934). Contingency tables involving small numbers and the χ² test. JRSS Supplement 1(2). doi:10.2307/2983604
 *
 * @throws RecbenchError `bad-input` for counts that are no rate
 */
export function chiSquareOfProportions({ control, treatment }: Arms<Conversions>, yates = false): TestOfArms {
  rateOf(control)
  rateOf(treatment)
  const n = control.trials + treatment.trials
  const successes = control.successes + treatment.successes
  if (successes === 0 || successes === n) return { statistic: 0, p: 1 }
  const statistic = [control, treatment].reduce((sum, arm) => {
    const expected = (arm.trials * successes) / n
    const gap = Math.abs(arm.successes - expected)
    return sum + (gap - (yates ? Math.min(0.5, gap) : 0)) ** 2 * (1 / expected + 1 / (arm.trials - expected))
  }, 0)
  return { statistic, p: chiSquareTail(statistic, 1) }
}
