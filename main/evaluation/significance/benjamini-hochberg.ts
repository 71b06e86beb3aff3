/**
 * Benjamini–Hochberg's step-up correction for the false discovery rate of independent tests: adjusted p-values in the order given; NaN stays NaN and is
 * not counted.
 *
 *   p̃₍ᵢ₎ = min_{j ≥ i} min(1, c m p₍ⱼ₎ / j),   c = 1
 *
 * Y. Benjamini, Y. Hochberg (1995). Controlling the false discovery rate. JRSS B 57(1). doi:10.1111/j.2517-6161.1995.tb02031.x
 *
 * @param penalty c, above 1 for dependent tests
 */
export function benjaminiHochberg(p: readonly number[], penalty = 1): number[] {
  const order = p.map((_, i) => i).filter((i) => !Number.isNaN(p[i]))
  order.sort((a, b) => p[b]! - p[a]!)
  const adjusted = p.map(() => NaN)
  let smallest = 1
  order.forEach((i, place) => {
    smallest = Math.min(smallest, (penalty * order.length * p[i]!) / (order.length - place))
    adjusted[i] = smallest
  })
  return adjusted
}
