/** Shown lists, one entry per row: rows are grouped by slate and stand in the order of positions. */
export interface SlateRounds {
  readonly slates: number
  /** Positions of each slate. */
  readonly length: number
  readonly reward: Float64Array
  /** π over p of each row: of the whole slate for SIPS, of the item at its position for IIPS, of the list down to the position for RIPS. */
  readonly weight: Float64Array
}

/**
 * Value of a policy for slates, the expected sum of rewards over the positions of one: each row's reward times its weight, summed and divided by the slates.
 * What the weight covers says which estimator it is.
 *
 *   V̂ = 1/n Σ_i Σ_l w_il r_il
 *
 * SIPS (the whole slate): D. Precup, R. S. Sutton, S. Singh (2000). ICML '00. IIPS (the item at its position): S. Li et al. (2018). KDD '18.
 * doi:10.1145/3219819.3220028. RIPS (items down to the position): J. McInerney et al. (2020). KDD '20. doi:10.1145/3394486.3403229
 */
export function slateValue(rounds: SlateRounds): number {
  return slateTotals(rounds).reduce((sum, total) => sum + total, 0) / rounds.slates
}

/** Σ_l w_il r_il of each slate i; their mean is the value. */
export function slateTotals({ slates, length, reward, weight }: SlateRounds): Float64Array {
  const totals = new Float64Array(slates)
  for (let row = 0; row < reward.length; row++) totals[Math.floor(row / length)]! += weight[row]! * reward[row]!
  return totals
}

/** Weights divided by their mean over all rows, as in self-normalised SIPS. */
export function normaliseWeights(weight: Float64Array): Float64Array {
  const mean = weight.reduce((sum, w) => sum + w, 0) / weight.length
  return weight.map((w) => w / mean)
}

/** Weights divided by the mean of their position, as in self-normalised IIPS and RIPS. */
export function normaliseByPosition(weight: Float64Array, length: number): Float64Array {
  const means = new Float64Array(length)
  for (let row = 0; row < weight.length; row++) means[row % length]! += (weight[row]! * length) / weight.length
  return weight.map((w, row) => w / means[row % length]!)
}
