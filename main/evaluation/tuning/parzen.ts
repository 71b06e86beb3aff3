import { normalDistribution } from '../../math/distributions.ts'
import type { Random } from '../../math/random.ts'

/**
 * A density over one setting, estimated from places where it was tried.
 *
 * - A range, scaled to 0 … 1: the mean of a prior normal (mean 0.5, deviation 1) and of one normal per observation, each cut off outside 0 … 1. The deviation
 *   of an observation is the larger of the distances to its neighbours (the ends of the range are neighbours), at least 1 / min(100, n + 2).
 * - Candidates: p_i = (n_i + 1) / (n + candidates).
 *
 * J. Bergstra, R. Bardenet, Y. Bengio, B. Kégl (2011). Algorithms for Hyper-Parameter Optimization. NeurIPS 24, section 4.2.
 */
export class ParzenEstimator {
  readonly #options: number | null
  readonly #counts: number[]
  readonly #normals: readonly { readonly mean: number; readonly deviation: number; readonly mass: number }[]

  /** @param options number of candidates, or null for a range */
  constructor(observed: readonly number[], options: number | null) {
    this.#options = options
    this.#counts = Array.from({ length: options ?? 0 }, (_, option) => 1 + observed.filter((o) => o === option).length)
    this.#normals = options === null ? toNormals(observed) : []
  }

  density(place: number): number {
    if (this.#options !== null) return this.#counts[place]! / this.#counts.reduce((sum, count) => sum + count, 0)
    const sum = this.#normals.reduce((total, { mean, deviation, mass }) => {
      const z = (place - mean) / deviation
      return total + Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI) * mass)
    }, 0)
    return sum / this.#normals.length
  }

  draw(random: Random): number {
    if (this.#options !== null) {
      let rest = random.uniform() * this.#counts.reduce((sum, count) => sum + count, 0)
      return Math.max(
        0,
        this.#counts.findIndex((count) => (rest -= count) < 0),
      )
    }
    const { mean, deviation } = this.#normals[random.below(this.#normals.length)]!
    for (;;) {
      const place = mean + deviation * random.normal()
      if (place >= 0 && place <= 1) return place
    }
  }
}

function toNormals(observed: readonly number[]) {
  const sorted = [...observed].sort((a, b) => a - b)
  const narrowest = 1 / Math.min(100, sorted.length + 2)
  const own = sorted.map((mean, position) => {
    const below = mean - (sorted[position - 1] ?? 0)
    const above = (sorted[position + 1] ?? 1) - mean
    return { mean, deviation: Math.min(1, Math.max(narrowest, below, above)) }
  })
  return [{ mean: 0.5, deviation: 1 }, ...own].map(({ mean, deviation }) => ({
    mean,
    deviation,
    mass: normalDistribution((1 - mean) / deviation) - normalDistribution(-mean / deviation),
  }))
}
