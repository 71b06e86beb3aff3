/** Kish's effective sample size (Σw)² / Σw²: rounds of weight 1 that would be as informative; 0 when all weights are 0. L. Kish (1965). Survey Sampling. Wiley. */
export function effectiveSample(weights: Float64Array): number {
  let sum = 0
  let squares = 0
  for (const weight of weights) {
    sum += weight
    squares += weight * weight
  }
  return squares === 0 ? 0 : (sum * sum) / squares
}

export interface WeightBin {
  readonly from: number
  readonly to: number
  readonly share: number
}

const binsPerDecade = 4

/** Share of rounds by weight: one bin below 0.01 (zeros included), then four per decade up to the largest weight, at least to 100. */
export function weightBins(weights: Float64Array): WeightBin[] {
  const decades = Math.max(2, Math.ceil(Math.log10(largestWeight(weights)))) + 2
  const edges = [0, ...Array.from({ length: decades * binsPerDecade + 1 }, (_, i) => 10 ** (i / binsPerDecade - 2))]
  const counts = new Float64Array(edges.length - 1)
  for (const weight of weights) {
    const bin = weight < 0.01 ? 0 : 1 + Math.floor((Math.log10(weight) + 2) * binsPerDecade + 1e-9)
    counts[Math.min(bin, counts.length - 1)]!++
  }
  return Array.from(counts, (count, bin) => ({
    from: edges[bin]!,
    to: edges[bin + 1]!,
    share: count / weights.length,
  }))
}

export const largestWeight = (weights: Float64Array) =>
  weights.reduce((largest, weight) => Math.max(largest, weight), 0)
