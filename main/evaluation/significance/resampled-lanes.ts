import type { Random } from '../../math/random.ts'

/** Resamples that are computed side by side, so that a column of values is read once for all of them. */
export const lanes = 8

/** How often each unit was drawn in `lanes` resamples, that of unit u in resample l at `counts[u * lanes + l]`, and the sums over all units. */
export interface LaneDraws {
  readonly units: number
  readonly counts: Float64Array
  readonly totals: Float64Array
}

/** A statistic of resampled units, of several resamples at once: that of resample l goes to `into[l]`. */
export type LaneStatistic = (draws: LaneDraws, into: Float64Array) => void

export const createDraws = (units: number): LaneDraws => ({
  units,
  counts: new Float64Array(units * lanes),
  totals: new Float64Array(lanes),
})

/** Draws as many units as there are with replacement, for one resample after the other. */
export function drawLanes({ units, counts, totals }: LaneDraws, resamples: number, random: Random): void {
  counts.fill(0)
  totals.fill(0).fill(units, 0, resamples)
  for (let lane = 0; lane < resamples; lane++)
    for (let unit = 0; unit < units; unit++) counts[Math.floor(random.uniform() * units) * lanes + lane]!++
}

/** The value of a statistic for one set of draws. */
export function evaluateStatistic(statistic: LaneStatistic, drawn: ArrayLike<number>): number {
  const draws = createDraws(drawn.length)
  for (let unit = 0; unit < drawn.length; unit++) {
    draws.counts[unit * lanes] = drawn[unit]!
    draws.totals[0]! += drawn[unit]!
  }
  const into = new Float64Array(lanes)
  statistic(draws, into)
  return into[0]!
}

/** Adds draws · value over rows to `sums`, for every lane in the order of the rows. */
export function addLanes({ counts }: LaneDraws, units: Int32Array, values: Float64Array, sums: Float64Array): void {
  let [a, b, c, d] = [sums[0]!, sums[1]!, sums[2]!, sums[3]!]
  let [e, f, g, h] = [sums[4]!, sums[5]!, sums[6]!, sums[7]!]
  for (let row = 0; row < units.length; row++) {
    const at = units[row]! * lanes
    const value = values[row]!
    a += counts[at]! * value
    b += counts[at + 1]! * value
    c += counts[at + 2]! * value
    d += counts[at + 3]! * value
    e += counts[at + 4]! * value
    f += counts[at + 5]! * value
    g += counts[at + 6]! * value
    h += counts[at + 7]! * value
  }
  sums[0] = a
  sums[1] = b
  sums[2] = c
  sums[3] = d
  sums[4] = e
  sums[5] = f
  sums[6] = g
  sums[7] = h
}

/** Adds draws · weight · value over rows to `sums`, and draws · weight to `total`. */
export function addWeightedLanes(
  { counts }: LaneDraws,
  units: Int32Array,
  values: Float64Array,
  weights: Float64Array,
  sums: Float64Array,
  total: Float64Array,
): void {
  for (let lane = 0; lane < lanes; lane += 2) {
    let [sum, other] = [sums[lane]!, sums[lane + 1]!]
    let [all, rest] = [total[lane]!, total[lane + 1]!]
    for (let row = 0; row < units.length; row++) {
      const at = units[row]! * lanes + lane
      const value = values[row]!
      const weight = counts[at]! * weights[row]!
      const second = counts[at + 1]! * weights[row]!
      sum += weight * value
      other += second * value
      all += weight
      rest += second
    }
    sums[lane] = sum
    sums[lane + 1] = other
    total[lane] = all
    total[lane + 1] = rest
  }
}
