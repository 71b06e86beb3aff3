import { meanError } from './mean-error.ts'

/**
 * Root mean squared error of predicted values over all test events (micro average), in units of the value.
 *
 *   RMSE = √( Σ (r̂ − r)² / n )
 *
 * J. L. Herlocker, J. A. Konstan, L. G. Terveen, J. T. Riedl (2004). Evaluating collaborative filtering recommender systems. TOIS 22(1).
 * doi:10.1145/963770.963772
 */
export const rmse = meanError(
  {
    id: 'rmse',
    title: 'RMSE',
    kind: 'rating',
    summary: 'Root of the mean squared error of predicted values.',
    formula: '√(Σ (r̂ − r)² / n)',
    takesCutoff: false,
    higherIsBetter: false,
    range: null,
  },
  (predicted, actual) => (predicted - actual) ** 2,
  Math.sqrt,
)
