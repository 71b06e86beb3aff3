import { betaQuantile } from '../../math/beta-quantile.ts'
import { rateOf, twoSidedQuantile, type Conversions, type Interval } from './arms.ts'

/**
 * Intervals of one conversion rate p̂ = x / n, with z = z_{1−α/2}. All but `jeffreys` contain p̂.
 *
 *   normal          p̂ ± z √(p̂q̂/n), cut to 0 … 1; much too short for few successes
 *   wilson          (p̂ + z²/2n ± z √(p̂q̂/n + z²/4n²)) / (1 + z²/n)
 *   agrestiCoull    p̃ ± z √(p̃q̃/ñ), cut to 0 … 1, with ñ = n + z² and p̃ = (x + z²/2) / ñ
 *   clopperPearson  quantiles α/2 of Beta(x, n−x+1) and 1−α/2 of Beta(x+1, n−x); never covers less than 1 − α
 *   jeffreys        quantiles α/2 and 1−α/2 of Beta(x+½, n−x+½), also for x = 0 and x = n
 *
 * L. D. Brown, T. T. Cai, A. DasGupta (2001). Interval estimation for a binomial proportion. Statistical Science 16(2). doi:10.1214/ss/1009213286
 *
 * @throws RecbenchError `bad-input` for counts that are no rate, `invalid-parameter` unless 0 < α < 1
 */
export const proportionIntervals = {
  normal: (counts: Conversions, alpha: number): Interval => {
    const rate = rateOf(counts)
    const half = twoSidedQuantile(alpha) * Math.sqrt((rate * (1 - rate)) / counts.trials)
    return { low: Math.max(0, rate - half), high: Math.min(1, rate + half) }
  },
  wilson: (counts: Conversions, alpha: number): Interval => {
    const rate = rateOf(counts)
    const n = counts.trials
    const z = twoSidedQuantile(alpha)
    const middle = rate + (z * z) / (2 * n)
    const half = z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))
    const scale = 1 + (z * z) / n
    return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) }
  },
  agrestiCoull: (counts: Conversions, alpha: number): Interval => {
    rateOf(counts)
    const z = twoSidedQuantile(alpha)
    return proportionIntervals.normal(
      { successes: counts.successes + (z * z) / 2, trials: counts.trials + z * z },
      alpha,
    )
  },
  clopperPearson: (counts: Conversions, alpha: number): Interval => {
    rateOf(counts)
    twoSidedQuantile(alpha)
    const { successes, trials } = counts
    return {
      low: successes === 0 ? 0 : betaQuantile(alpha / 2, successes, trials - successes + 1),
      high: successes === trials ? 1 : betaQuantile(1 - alpha / 2, successes + 1, trials - successes),
    }
  },
  jeffreys: (counts: Conversions, alpha: number): Interval => {
    rateOf(counts)
    twoSidedQuantile(alpha)
    const [a, b] = [counts.successes + 0.5, counts.trials - counts.successes + 0.5]
    return { low: betaQuantile(alpha / 2, a, b), high: betaQuantile(1 - alpha / 2, a, b) }
  },
} as const
