import type { Random } from '../../math/random.ts'

/** A 95 % interval. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export const resamples = 1000

/**
 * Percentile bootstrap: units (users) are drawn with replacement as often as there are units, a statistic is computed from how often each was drawn, and
 * the 2.5 % and 97.5 % quantiles of 1,000 such values are the interval. One set of draws serves all statistics, so that they stay paired.
 *
 * B. Efron (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1). doi:10.1214/aos/1176344552
 */
export function bootstrap(
  units: number,
  statistics: readonly ((draws: Int32Array) => number)[],
  random: Random,
): (Interval | null)[] {
  if (units === 0) return statistics.map(() => null)
  const values = statistics.map(() => new Float64Array(resamples))
  const draws = new Int32Array(units)
  for (let resample = 0; resample < resamples; resample++) {
    draws.fill(0)
    for (let unit = 0; unit < units; unit++) draws[Math.floor(random.uniform() * units)]!++
    statistics.forEach((statistic, s) => (values[s]![resample] = statistic(draws)))
  }
  return values.map((all) => {
    const sorted = all.filter((value) => !Number.isNaN(value)).sort()
    return sorted.length === 0 ? null : { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
  })
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, doi:10.2307/2684934). */
export function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!)
}
