/**
 * Šidák's correction, exact for independent tests: p̃ᵢ = 1 − (1 − pᵢ)^m; NaN stays NaN and is not counted.
 *
 * Z. Šidák (1967). Rectangular confidence regions for the means of multivariate normal distributions. JASA 62(318). doi:10.1080/01621459.1967.10482935
 */
export function sidak(p: readonly number[]): number[] {
  const count = p.filter((value) => !Number.isNaN(value)).length
  return p.map((value) => leastOf(value, count))
}

/** 1 − (1 − p)^count: the probability that the least of so many independent p-values is at most p. */
export const leastOf = (p: number, count: number): number => -Math.expm1(count * Math.log1p(-p))
