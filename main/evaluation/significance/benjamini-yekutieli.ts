import { benjaminiHochberg } from './benjamini-hochberg.ts'

/**
 * Benjamini–Yekutieli's correction for the false discovery rate under any dependence: Benjamini–Hochberg with c = Σ_{j ≤ m} 1/j.
 *
 * Y. Benjamini, D. Yekutieli (2001). The control of the false discovery rate in multiple testing under dependency. Annals of Statistics 29(4).
 * doi:10.1214/aos/1013699998
 */
export function benjaminiYekutieli(p: readonly number[]): number[] {
  const count = p.filter((value) => !Number.isNaN(value)).length
  let harmonic = 0
  for (let j = 1; j <= count; j++) harmonic += 1 / j
  return benjaminiHochberg(p, harmonic)
}
