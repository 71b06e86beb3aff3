import { meanError } from './mean-error.ts'

/**
 * Mean squared error of predicted values over all test events (micro average), in squared units of the value.
 *
 *   MSE = Σ (r̂ − r)² / n
 *
 * J. L. Herlocker, J. A. Konstan, L. G. Terveen, J. T. Riedl (2004). Evaluating collaborative filtering recommender systems. TOIS 22(1).
 * doi:10.1145/963770.963772
 */
export const mse = meanError(
  {
    id: 'mse',
    title: 'MSE',
    kind: 'rating',
    summary: 'Mean of the squared error of predicted values.',
    formula: 'Σ (r̂ − r)² / n',
    takesCutoff: false,
    higherIsBetter: false,
    range: null,
  },
  (predicted, actual) => (predicted - actual) ** 2,
)
