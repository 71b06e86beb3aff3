import type { ValueMetric } from '../metric.ts'

/**
 * Explained variance of predicted values over all test events: like R², but a constant offset of the predictions costs nothing. Undefined when all test
 * values are equal.
 *
 *   EV = 1 − Var(r − r̂) / Var(r)
 *
 * T. O. Kvålseth (1985). Cautionary note about R². The American Statistician 39(4). doi:10.1080/00031305.1985.10479448
 */
export const explainedVariance: ValueMetric = {
  id: 'explained-variance',
  title: 'Explained variance',
  kind: 'rating',
  summary: 'Share of the variance of the values that is left out of the error, offsets aside.',
  formula: '1 − Var(r − r̂) / Var(r)',
  takesCutoff: false,
  higherIsBetter: true,
  range: null,
  parts: 4,
  add(sums, predicted, actual) {
    for (let event = 0; event < actual.length; event++) {
      const error = actual[event]! - predicted[event]!
      sums[0]! += error
      sums[1]! += error ** 2
      sums[2]! += actual[event]!
      sums[3]! += actual[event]! ** 2
    }
  },
  finish(sums, events) {
    const spread = sums[3]! - sums[2]! ** 2 / events
    return spread > 0 ? 1 - (sums[1]! - sums[0]! ** 2 / events) / spread : NaN
  },
}
