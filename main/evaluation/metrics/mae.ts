import { meanError } from './mean-error.ts'

/**
 * Mean absolute error of predicted values over all test events (micro average), in units of the value.
 *
 *   MAE = Σ |r̂ − r| / n
 *
 * J. L. Herlocker, J. A. Konstan, L. G. Terveen, J. T. Riedl (2004). Evaluating collaborative filtering recommender systems. TOIS 22(1).
 * doi:10.1145/963770.963772
 */
export const mae = meanError(
  {
    id: 'mae',
    title: 'MAE',
    kind: 'rating',
    summary: 'Mean absolute error of predicted values.',
    formula: 'Σ |r̂ − r| / n',
    takesCutoff: false,
    higherIsBetter: false,
    range: null,
  },
  (predicted, actual) => Math.abs(predicted - actual),
)
