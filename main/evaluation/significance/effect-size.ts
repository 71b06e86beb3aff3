import { meanOf, varianceOf } from './differences.ts'

/**
 * Standardised mean differences of pairs, a − b.
 *
 *   d_z = d̄ / s_d,   d_av = d̄ / √((s_a² + s_b²) / 2),   g = d_z (1 − 3 / (4 (n−1) − 1))
 *
 * D. Lakens (2013). Calculating and reporting effect sizes. Frontiers in Psychology 4. doi:10.3389/fpsyg.2013.00863; L. V. Hedges (1981). Distribution
 * theory for Glass's estimator of effect size. Journal of Educational Statistics 6(2). doi:10.3102/10769986006002107
 */
export interface EffectSizes {
  /** Cohen's d_z: by the deviation of the differences. */
  readonly dZ: number
  /** Cohen's d_av: by the average deviation of both. */
  readonly dAverage: number
  /** Hedges's g of d_z, corrected for small samples. */
  readonly g: number
}

export function effectSizes(a: Float64Array, b: Float64Array): EffectSizes {
  const both = Array.from(a.keys()).filter((i) => !Number.isNaN(a[i]! - b[i]!))
  const [left, right] = [both.map((i) => a[i]!), both.map((i) => b[i]!)]
  const differences = both.map((i) => a[i]! - b[i]!)
  const mean = meanOf(differences)
  const dZ = mean / Math.sqrt(varianceOf(differences, mean))
  return {
    dZ,
    dAverage: mean / Math.sqrt((varianceOf(left) + varianceOf(right)) / 2),
    g: dZ * (1 - 3 / (4 * (both.length - 1) - 1)),
  }
}
