import { chiSquareTail, fTail } from '../../math/distributions.ts'
import { averageRanks } from '../../math/ranks.ts'

export interface Friedman {
  readonly blocks: number
  /** Average rank of each model, 1 = best. */
  readonly averageRanks: readonly number[]
  readonly chiSquare: number
  readonly df: number
  readonly p: number
  /** Iman and Davenport's F, which is less conservative; infinite when all blocks order the models alike. */
  readonly f: number
  readonly fDf: readonly [number, number]
  readonly fP: number
  /** Kendall's coefficient of concordance of the blocks, 0 … 1. */
  readonly concordance: number
}

/**
 * Friedman's test whether k models differ over N blocks (data sets, or folds), by their ranks within each block, with the correction for ties.
 *
 *   χ² = [12 / (N k (k+1)) Σ Rⱼ² − 3 N (k+1)] / c,   c = 1 − Σ(t³ − t) / (N k (k² − 1)),   Rⱼ the sum of ranks of model j
 *   F = (N−1) χ² / (N(k−1) − χ²) with k−1 and (k−1)(N−1) degrees of freedom,   W = χ² / (N(k−1))
 *
 * M. Friedman (1937). The use of ranks. JASA 32(200). doi:10.1080/01621459.1937.10503522; R. L. Iman, J. M. Davenport (1980). Approximations of the
 * critical region of the Friedman statistic. Communications in Statistics 9(6). doi:10.1080/03610928008827904
 *
 * @param blocks values of the k models in every block
 */
export function friedman(blocks: readonly (readonly number[])[], higherIsBetter = true): Friedman {
  const n = blocks.length
  const k = blocks[0]?.length ?? 0
  const sums = new Float64Array(k)
  let ties = 0
  for (const block of blocks) {
    const { ranks, groups } = averageRanks(Float64Array.from(block, (value) => (higherIsBetter ? -value : value)))
    ranks.forEach((rank, j) => (sums[j]! += rank))
    for (const { size } of groups) ties += size ** 3 - size
  }
  const squares = sums.reduce((sum, rank) => sum + rank * rank, 0)
  const correction = 1 - ties / (n * k * (k * k - 1))
  const chiSquare = correction === 0 ? 0 : ((12 / (n * k * (k + 1))) * squares - 3 * n * (k + 1)) / correction
  const rest = n * (k - 1) - chiSquare
  const f = rest < 1e-9 ? Infinity : ((n - 1) * chiSquare) / rest
  const fDf = [k - 1, (k - 1) * (n - 1)] as const
  return {
    blocks: n,
    averageRanks: Array.from(sums, (sum) => sum / n),
    chiSquare,
    df: k - 1,
    p: chiSquareTail(chiSquare, k - 1),
    f,
    fDf,
    fP: n < 2 ? NaN : fTail(f, ...fDf),
    concordance: chiSquare / (n * (k - 1)),
  }
}
