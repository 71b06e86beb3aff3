import type { ValueMetric } from '../metric.ts'

/**
 * Coefficient of determination of predicted values over all test events: 1 for perfect, 0 for always predicting the mean of the test values. Undefined
 * when all test values are equal.
 *
 *   R² = 1 − Σ (r̂ − r)² / Σ (r − r̄)²
 *
 * T. O. Kvålseth (1985). Cautionary note about R². The American Statistician 39(4). doi:10.1080/00031305.1985.10479448
 */
export const r2: ValueMetric = {
  id: 'r2',
  title: 'R²',
  kind: 'rating',
  summary: 'Share of the variance of the values that the predictions account for.',
  formula: '1 − Σ (r̂ − r)² / Σ (r − r̄)²',
  takesCutoff: false,
  higherIsBetter: true,
  range: null,
  parts: 3,
  add(sums, predicted, actual) {
    for (let event = 0; event < actual.length; event++) {
      sums[0]! += (predicted[event]! - actual[event]!) ** 2
      sums[1]! += actual[event]!
      sums[2]! += actual[event]! ** 2
    }
  },
  finish(sums, events) {
    const spread = sums[2]! - sums[1]! ** 2 / events
    return spread > 0 ? 1 - sums[0]! / spread : NaN
  },
}
