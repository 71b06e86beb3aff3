import { rateOf, twoSidedQuantile, type Arms, type Conversions, type Interval } from './arms.ts'
import { proportionIntervals } from './proportion-intervals.ts'
import { scoreStatistic } from './score-statistic.ts'

/**
 * Intervals of the difference of two conversion rates, d̂ = p̂_t − p̂_c, with z = z_{1−α/2}.
 *
 *   wald           d̂ ± z √(p̂_tq̂_t/n_t + p̂_cq̂_c/n_c); too short for few successes
 *   agrestiCaffo   the same of p = (x + 1) / (n + 2) and n + 2
 *   newcombe       d̂ − √((p̂_t − l_t)² + (u_c − p̂_c)²) … d̂ + √((u_t − p̂_t)² + (p̂_c − l_c)²) from Wilson's intervals l … u of both rates
 *   score          the δ that the score test of Miettinen and Nurminen does not reject
 *
 * A. Agresti, B. Caffo (2000). Simple and effective confidence intervals for proportions. The American Statistician 54(4).
 * doi:10.1080/00031305.2000.10474560; R. G. Newcombe (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine
 * 17(8). doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
 *
 * @throws RecbenchError `bad-input` for counts that are no rate, `invalid-parameter` unless 0 < α < 1
 */
export const differenceIntervals = {
  wald: ({ control, treatment }: Arms<Conversions>, alpha: number): Interval => {
    const [c, t] = [rateOf(control), rateOf(treatment)]
    const half = twoSidedQuantile(alpha) * Math.sqrt((c * (1 - c)) / control.trials + (t * (1 - t)) / treatment.trials)
    return { low: t - c - half, high: t - c + half }
  },
  agrestiCaffo: ({ control, treatment }: Arms<Conversions>, alpha: number): Interval => {
    rateOf(control)
    rateOf(treatment)
    return differenceIntervals.wald({ control: oneMoreOfEach(control), treatment: oneMoreOfEach(treatment) }, alpha)
  },
  newcombe: ({ control, treatment }: Arms<Conversions>, alpha: number): Interval => {
    const [c, t] = [rateOf(control), rateOf(treatment)]
    const ofControl = proportionIntervals.wilson(control, alpha)
    const ofTreatment = proportionIntervals.wilson(treatment, alpha)
    return {
      low: t - c - Math.hypot(t - ofTreatment.low, ofControl.high - c),
      high: t - c + Math.hypot(ofTreatment.high - t, c - ofControl.low),
    }
  },
  score: (arms: Arms<Conversions>, alpha: number): Interval => {
    const difference = rateOf(arms.treatment) - rateOf(arms.control)
    const z = twoSidedQuantile(alpha)
    const kept = (delta: number) => !(Math.abs(scoreStatistic.difference(arms, delta)) > z)
    return { low: lastKept(kept, difference, -1), high: lastKept(kept, difference, 1) }
  },
} as const

const oneMoreOfEach = ({ successes, trials }: Conversions): Conversions => ({
  successes: successes + 1,
  trials: trials + 2,
})

/** Bisection, to the last digits, for the point between the estimate, which is kept, and an end up to which values are kept. */
export function lastKept(kept: (value: number) => boolean, estimate: number, end: number): number {
  let [inside, outside] = [estimate, end]
  for (let step = 0; step < 100; step++) {
    const middle = (inside + outside) / 2
    if (middle === inside || middle === outside) break
    if (kept(middle)) inside = middle
    else outside = middle
  }
  return (inside + outside) / 2
}
