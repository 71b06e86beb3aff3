import type { ValueMetric } from '../metric.ts'

/**
 * Fraction of concordant pairs: of all pairs of events of one user with different values, the share that the predictions order rightly. Equal predictions
 * are wrong. Undefined without such a pair.
 *
 *   FCP = Σ_u c_u / (Σ_u c_u + Σ_u d_u),   c_u = |{(i, j) : r̂_ui > r̂_uj, r_ui > r_uj}|,   d_u the other pairs with r_ui > r_uj
 *
 * Y. Koren, J. Sill (2013). Collaborative filtering on ordinal user feedback. IJCAI '13.
 */
export const fcp: ValueMetric = {
  id: 'fcp',
  title: 'FCP',
  kind: 'rating',
  summary: 'Share of the pairs of a user’s values that the predictions order rightly.',
  formula: 'Σ_u concordant_u / Σ_u (concordant_u + discordant_u)',
  takesCutoff: false,
  higherIsBetter: true,
  range: [0, 1],
  parts: 2,
  add(sums, predicted, actual) {
    for (let i = 1; i < actual.length; i++)
      for (let j = 0; j < i; j++) {
        const order = actual[i]! - actual[j]!
        if (order === 0) continue
        sums[(predicted[i]! - predicted[j]!) * order > 0 ? 0 : 1]!++
      }
  },
  finish: (sums) => sums[0]! / (sums[0]! + sums[1]!),
}
