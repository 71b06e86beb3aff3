/**
 * Bonferroni's correction: p̃ᵢ = min(1, m pᵢ); NaN stays NaN and is not counted.
 *
 * O. J. Dunn (1961). Multiple comparisons among means. JASA 56(293). doi:10.1080/01621459.1961.10482090
 */
export function bonferroni(p: readonly number[]): number[] {
  const count = p.filter((value) => !Number.isNaN(value)).length
  return p.map((value) => Math.min(1, count * value))
}
