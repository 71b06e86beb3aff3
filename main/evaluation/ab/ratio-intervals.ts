import { rateOf, twoSidedQuantile, type Arms, type Conversions, type Interval } from './arms.ts'
import { lastKept } from './difference-intervals.ts'
import { scoreStatistic } from './score-statistic.ts'

/**
 * Intervals of the ratio of two conversion rates, p̂_t / p̂_c, with z = z_{1−α/2}.
 *
 *   log     p̂_t / p̂_c · exp(± z √(1/x_t − 1/n_t + 1/x_c − 1/n_c)); 0 … Infinity when an arm has no success, since it then says nothing
 *   score   the φ that the score test of Miettinen and Nurminen does not reject; no upper end without successes in control
 *
 * D. Katz, J. Baptista, S. P. Azen, M. C. Pike (1978). Obtaining confidence intervals for the risk ratio in cohort studies. Biometrics 34(3).
 * doi:10.2307/2530610; Miettinen and Nurminen (1985), see `score-statistic.ts`
 *
 * @throws RecbenchError `bad-input` for counts that are no rate, `invalid-parameter` unless 0 < α < 1
 */
export const ratioIntervals = {
  log: ({ control, treatment }: Arms<Conversions>, alpha: number): Interval => {
    const ratio = rateOf(treatment) / rateOf(control)
    const z = twoSidedQuantile(alpha)
    if (control.successes === 0 || treatment.successes === 0) return { low: 0, high: Infinity }
    const error = Math.sqrt(1 / treatment.successes - 1 / treatment.trials + 1 / control.successes - 1 / control.trials)
    return { low: ratio * Math.exp(-z * error), high: ratio * Math.exp(z * error) }
  },
  score: (arms: Arms<Conversions>, alpha: number): Interval => {
    const ratio = rateOf(arms.treatment) / rateOf(arms.control)
    const z = twoSidedQuantile(alpha)
    const kept = (value: number) => !(Math.abs(scoreStatistic.ratio(arms, value)) > z)
    if (Number.isNaN(ratio)) return { low: 0, high: Infinity }
    if (ratio === Infinity) return { low: lastKept(kept, firstKept(kept), 0), high: Infinity }
    let outside = Math.max(1, 2 * ratio)
    while (kept(outside)) outside *= 2
    return { low: ratio === 0 ? 0 : lastKept(kept, ratio, 0), high: lastKept(kept, ratio, outside) }
  },
} as const

/** A ratio that is kept, from 1 upwards by doubling. */
function firstKept(kept: (value: number) => boolean): number {
  let inside = 1
  while (!kept(inside)) inside *= 2
  return inside
}
