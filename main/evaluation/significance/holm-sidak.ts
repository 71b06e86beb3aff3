import { leastOf } from './sidak.ts'

/**
 * Holm's step-down correction with Šidák's levels, for independent tests: adjusted p-values in the order given; NaN stays NaN and is not counted.
 *
 *   p̃₍ᵢ₎ = max_{j ≤ i} 1 − (1 − p₍ⱼ₎)^(m − j + 1)
 *
 * B. Holland, M. DiPonzio Copenhaver (1987). An improved sequentially rejective Bonferroni test procedure. Biometrics 43(2). doi:10.2307/2531823
 */
export function holmSidak(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).filter((i) => !Number.isNaN(p[i]))
  order.sort((a, b) => p[a]! - p[b]!)
  const adjusted = p.map(() => NaN)
  let largest = 0
  order.forEach((i, rank) => {
    largest = Math.max(largest, leastOf(p[i]!, order.length - rank))
    adjusted[i] = largest
  })
  return adjusted
}
