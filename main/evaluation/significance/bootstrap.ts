import { normalDistribution, normalQuantile } from '../../math/distributions.ts'
import type { Random } from '../../math/random.ts'
import { createDraws, drawLanes, lanes, type LaneStatistic } from './resampled-lanes.ts'

/** A 95 % interval unless another level was asked for. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export const resamples = 1000

/** A statistic of resampled units, from how often each was drawn. */
export type Statistic = (draws: Int32Array) => number

/**
 * Percentile bootstrap: units (users) are drawn with replacement as often as there are units, a statistic is computed from how often each was drawn, and
 * the 2.5 % and 97.5 % quantiles of 1,000 such values are the interval. One set of draws serves all statistics, so that they stay paired.
 *
 * B. Efron (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1). doi:10.1214/aos/1176344552
 */
export function bootstrap(units: number, statistics: readonly Statistic[], random: Random): (Interval | null)[] {
  if (units === 0) return statistics.map(() => null)
  return bootstrapValues(units, statistics, random).map(percentileInterval)
}

/** The same intervals of statistics that take several resamples at once. */
export function bootstrapLanes(
  units: number,
  statistics: readonly LaneStatistic[],
  random: Random,
): (Interval | null)[] {
  if (units === 0) return statistics.map(() => null)
  const values = statistics.map(() => new Float64Array(resamples))
  const draws = createDraws(units)
  const into = new Float64Array(lanes)
  for (let from = 0; from < resamples; from += lanes) {
    const drawn = Math.min(lanes, resamples - from)
    drawLanes(draws, drawn, random)
    statistics.forEach((statistic, s) => {
      statistic(draws, into)
      values[s]!.set(into.subarray(0, drawn), from)
    })
  }
  return values.map(percentileInterval)
}

/** The 2.5 % and 97.5 % quantiles of resampled values that are numbers; null without any. */
export function percentileInterval(values: Float64Array): Interval | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return sorted.length === 0 ? null : { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
}

/** The value of each statistic in every resample, in the order of drawing. */
export function bootstrapValues(
  units: number,
  statistics: readonly Statistic[],
  random: Random,
  count = resamples,
): Float64Array[] {
  const values = statistics.map(() => new Float64Array(count))
  const draws = new Int32Array(units)
  for (let resample = 0; resample < count; resample++) {
    draws.fill(0)
    for (let unit = 0; unit < units; unit++) draws[Math.floor(random.uniform() * units)]!++
    statistics.forEach((statistic, s) => (values[s]![resample] = statistic(draws)))
  }
  return values
}

/**
 * Bias-corrected and accelerated bootstrap interval: the quantiles are moved by the bias of the resampled values and by the skewness of the jackknife.
 *
 *   z₀ = Φ⁻¹(share of resamples below θ̂, ties half),   a = Σ Uᵢ³ / (6 (Σ Uᵢ²)^1.5),   Uᵢ = θ̂₍·₎ − θ̂₍ᵢ₎
 *   α′ = Φ(z₀ + (z₀ + z_α) / (1 − a (z₀ + z_α)))
 *
 * B. Efron (1987). Better bootstrap confidence intervals. JASA 82(397). doi:10.1080/01621459.1987.10478410
 *
 * @param values of resamples, as {@link bootstrapValues} gives
 */
export function bcaInterval(units: number, statistic: Statistic, values: Float64Array, level = 0.05): Interval {
  const draws = new Int32Array(units).fill(1)
  const whole = statistic(draws)
  const left = new Float64Array(units)
  for (let unit = 0; unit < units; unit++) {
    draws[unit] = 0
    left[unit] = statistic(draws)
    draws[unit] = 1
  }
  const centre = left.reduce((sum, value) => sum + value, 0) / units
  const squares = left.reduce((sum, value) => sum + (centre - value) ** 2, 0)
  const cubes = left.reduce((sum, value) => sum + (centre - value) ** 3, 0)
  const acceleration = squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
  const below = values.reduce((sum, value) => sum + (value < whole ? 1 : value === whole ? 0.5 : 0), 0)
  const bias = normalQuantile(below / values.length)
  const sorted = values.toSorted()
  const end = (probability: number) => {
    const moved = bias + normalQuantile(probability)
    return quantile(sorted, normalDistribution(bias + moved / (1 - acceleration * moved)))
  }
  return { low: end(level / 2), high: end(1 - level / 2) }
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, doi:10.2307/2684934). */
export function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!)
}
