import { studentisedRangeQuantile, studentisedRangeTail } from '../../math/studentised-range.ts'

/**
 * Nemenyi's critical difference: average ranks of two of k models over N blocks differ significantly when they are at least this far apart.
 *
 *   CD = q_α √(k (k+1) / (6 N)),   q_α the upper quantile of the studentised range of k with infinite degrees of freedom, over √2
 *
 * P. B. Nemenyi (1963). Distribution-free multiple comparisons. PhD thesis, Princeton; J. Demšar (2006). Statistical comparisons of classifiers over
 * multiple data sets. JMLR 7. https://www.jmlr.org/papers/v7/demsar06a.html
 */
export const criticalDifference = (models: number, blocks: number, level = 0.05): number =>
  nemenyiQ(models, level) * rankError(models, blocks)

/** q_α: the studentised range quantile over √2. */
export const nemenyiQ = (models: number, level = 0.05): number => studentisedRangeQuantile(level, models) / Math.SQRT2

/** p of every pair of models by their average ranks: P(Q ≥ √2 |Rᵢ − Rⱼ| / √(k(k+1)/(6N))); 1 on the diagonal. */
export function nemenyiP(averageRanks: readonly number[], blocks: number): number[][] {
  const models = averageRanks.length
  const error = rankError(models, blocks)
  return averageRanks.map((a, i) =>
    averageRanks.map((b, j) => (i === j ? 1 : studentisedRangeTail((Math.SQRT2 * Math.abs(a - b)) / error, models))),
  )
}

const rankError = (models: number, blocks: number) => Math.sqrt((models * (models + 1)) / (6 * blocks))
