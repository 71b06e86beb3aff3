import { rateOf, twoSidedQuantile, type Arms, type Conversions, type Interval } from './arms.ts'
import { lastKept } from './difference-intervals.ts'

/**
 * For comparison only: the score interval of a difference as statsmodels up to 0.15.0 computes it. In the cubic whose root is the restricted rate of control,
 *
 *   N p³ + ((n_t + 2n_c) δ − N − X) p² + ((n_c δ − N − 2x_c) δ + X) p + x_c δ (1 − δ) = 0,   X = x_t + x_c
 *
 * it puts x_c for n_c in the linear term, so its rates are not the most probable ones. `differenceIntervals.score` is right.
 *
 * https://github.com/statsmodels/statsmodels/issues/10269; Miettinen and Nurminen (1985), see `score-statistic.ts`
 *
 * @throws RecbenchError `bad-input` for counts that are no rate, `invalid-parameter` unless 0 < α < 1
 */
export function statsmodelsScoreInterval(arms: Arms<Conversions>, alpha: number): Interval {
  const difference = rateOf(arms.treatment) - rateOf(arms.control)
  const z = twoSidedQuantile(alpha)
  const kept = (delta: number) => Math.abs(statistic(arms, delta)) <= z
  return { low: lastKept(kept, difference, -1), high: lastKept(kept, difference, 1) }
}

function statistic({ control, treatment }: Arms<Conversions>, delta: number): number {
  const n = control.trials + treatment.trials
  const successes = control.successes + treatment.successes
  const square = ((treatment.trials + 2 * control.trials) * delta - n - successes) / (3 * n)
  const linear = (control.successes * delta - n - 2 * control.successes) * delta + successes
  const constant = control.successes * delta * (1 - delta)
  const q = square ** 3 - (linear * square) / (2 * n) + constant / (2 * n)
  const p = Math.sign(q) * Math.sqrt(square ** 2 - linear / (3 * n))
  const c = 2 * p * Math.cos((Math.PI + Math.acos(q / p ** 3)) / 3) - square
  const t = c + delta
  const variance = ((t * (1 - t)) / treatment.trials + (c * (1 - c)) / control.trials) * (n / (n - 1))
  return (treatment.successes / treatment.trials - control.successes / control.trials - delta) / Math.sqrt(variance)
}
