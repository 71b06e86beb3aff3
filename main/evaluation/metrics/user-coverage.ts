import type { UserMetric } from '../metric.ts'

/**
 * User coverage: the share of evaluated users who get a full list of k items.
 *
 *   UserCoverage@k = |{u : length of the list ≥ k}| / users
 *
 * A. Gunawardana, G. Shani (2015). Evaluating recommender systems. Recommender Systems Handbook, 2nd edition. Springer. doi:10.1007/978-1-4899-7637-6_8
 */
export const userCoverage: UserMetric = {
  id: 'user-coverage',
  title: 'User coverage',
  kind: 'beyond-accuracy',
  summary: 'Share of users who get a full list.',
  formula: '|{u : length of the list ≥ k}| / users',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff }) =>
    ({ length }) =>
      length >= cutoff ? 1 : 0,
}
