/**
 * Hommel's correction: adjusted p-values in the order given; NaN stays NaN and is not counted. At least as powerful as Holm's, for tests that are
 * independent or positively dependent.
 *
 * For each size s = m … 2 with c = min_{i ≤ s} s p₍m−s+i₎ / i: the s largest become at least c, the others at least min(c, s p).
 *
 * G. Hommel (1988). A stagewise rejective multiple test procedure based on a modified Bonferroni test. Biometrika 75(2). doi:10.1093/biomet/75.2.383;
 * S. P. Wright (1992). Adjusted p-values for simultaneous inference. Biometrics 48(4). doi:10.2307/2532694
 */
export function hommel(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).filter((i) => !Number.isNaN(p[i]))
  order.sort((a, b) => p[a]! - p[b]!)
  const sorted = order.map((i) => p[i]!)
  const raised = [...sorted]
  for (let size = sorted.length; size > 1; size--) {
    const first = sorted.length - size
    let least = Infinity
    for (let i = 0; i < size; i++) least = Math.min(least, (size * sorted[first + i]!) / (i + 1))
    for (let i = 0; i < sorted.length; i++)
      raised[i] = Math.max(raised[i]!, i < first ? Math.min(size * sorted[i]!, least) : least)
  }
  const adjusted = p.map(() => NaN)
  order.forEach((i, place) => (adjusted[i] = raised[place]!))
  return adjusted
}
