/**
 * Holm's step-down correction: adjusted p-values in the order given; NaN stays NaN and is not counted.
 *
 *   p̃₍ᵢ₎ = max_{j ≤ i} min(1, (m − j + 1) p₍ⱼ₎)
 *
 * S. Holm (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6(2). https://www.jstor.org/stable/4615733
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).filter((i) => !Number.isNaN(p[i]))
  order.sort((a, b) => p[a]! - p[b]!)
  const adjusted = p.map(() => NaN)
  let largest = 0
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * p[i]!))
    adjusted[i] = largest
  })
  return adjusted
}
