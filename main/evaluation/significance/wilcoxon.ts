import { normalTail } from '../../math/distributions.ts'
import { averageRanks } from '../../math/ranks.ts'
import { tidyDifferences } from './differences.ts'

/** What becomes of zero differences: dropped, ranked and then dropped (Pratt), or ranked and split between both sides. */
export const zeroMethods = ['wilcox', 'pratt', 'zsplit'] as const
export type ZeroMethod = (typeof zeroMethods)[number]

export interface Wilcoxon {
  /** Differences that were ranked. */
  readonly pairs: number
  /** The smaller of both sums of ranks. */
  readonly statistic: number
  /** Of the smaller sum, so never above 0. */
  readonly z: number
  /** Two-sided, by the normal approximation; 1 when all differences are 0; NaN without differences. */
  readonly p: number
  /** Matched-pairs rank-biserial correlation: (R₊ − R₋) / (R₊ + R₋), −1 … 1. */
  readonly effect: number
}

/**
 * Wilcoxon's signed-rank test by its normal approximation, with the variance corrected for ties.
 *
 *   z = (min(R₊, R₋) − n(n+1)/4) / √((n(n+1)(2n+1) − Σ(t³−t)/2) / 24)
 *
 * R₊ and R₋ sum the ranks of |d| on either side, t are the sizes of groups of equal |d|. Pratt's ranks include the zeros, whose m places then leave both
 * moments: n(n+1)/4 − m(m+1)/4 and n(n+1)(2n+1) − m(m+1)(2m+1). The continuity correction moves z by ½ towards 0. Differences are tidied first
 * (1e-12).
 *
 * F. Wilcoxon (1945). Individual comparisons by ranking methods. Biometrics Bulletin 1(6). doi:10.2307/3001968; J. W. Pratt (1959). Remarks on zeros and
 * ties in the Wilcoxon signed rank procedures. JASA 54(287). doi:10.1080/01621459.1959.10501526; D. S. Kerby (2014). The simple difference formula.
 * Comprehensive Psychology 3. doi:10.2466/11.IT.3.1
 */
export function wilcoxon(differences: Float64Array, zeros: ZeroMethod = 'wilcox', continuity = false): Wilcoxon {
  const tidied = tidyDifferences(differences)
  const used = zeros === 'wilcox' ? tidied.filter((value) => value !== 0) : tidied
  const n = used.length
  if (n === 0) return { pairs: 0, statistic: NaN, z: NaN, p: tidied.length === 0 ? NaN : 1, effect: NaN }
  const { ranks, groups } = averageRanks(used.map(Math.abs))
  let [above, below, level] = [0, 0, 0]
  used.forEach((value, i) => {
    if (value > 0) above += ranks[i]!
    else if (value < 0) below += ranks[i]!
    else level += ranks[i]!
  })
  const effect = above + below === 0 ? 0 : (above - below) / (above + below)
  if (zeros === 'zsplit') [above, below] = [above + level / 2, below + level / 2]
  let mean = (n * (n + 1)) / 4
  let spread = n * (n + 1) * (2 * n + 1)
  const ties = groups.filter(({ value }) => zeros !== 'pratt' || value !== 0)
  if (zeros === 'pratt') {
    const m = groups[0]!.value === 0 ? groups[0]!.size : 0
    mean -= (m * (m + 1)) / 4
    spread -= m * (m + 1) * (2 * m + 1)
  }
  spread -= ties.reduce((sum, { size }) => sum + size ** 3 - size, 0) / 2
  const error = Math.sqrt(spread / 24)
  const statistic = Math.min(above, below)
  if (error === 0) return { pairs: n, statistic, z: 0, p: 1, effect }
  const raw = (statistic - mean) / error
  const z = continuity && raw < 0 ? raw + 0.5 / error : raw
  return { pairs: n, statistic, z, p: Math.min(1, 2 * normalTail(Math.abs(z))), effect }
}
