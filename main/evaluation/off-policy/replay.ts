import type { Estimator } from './estimator.ts'

/**
 * Replay: the mean reward of the rounds in which the policy chooses what was shown.
 *
 *   V̂ = Σ 1[a_i = π(x_i)] r_i / Σ 1[a_i = π(x_i)]
 *
 * Unbiased only when the log was collected uniformly at random; about 1 / K of the rounds match.
 *
 * L. Li, W. Chu, J. Langford, X. Wang (2011). Unbiased Offline Evaluation of Contextual-bandit-based News Article Recommendation Algorithms. WSDM '11.
 * doi:10.1145/1935826.1935878
 */
export const replay: Estimator = {
  id: 'replay',
  title: 'Replay',
  summary: 'The mean reward of the logged rounds in which the policy chooses what was shown.',
  formula: 'V̂ = Σ 1[a = π(x)] r / Σ 1[a = π(x)]',
  reference:
    "L. Li, W. Chu, J. Langford, X. Wang (2011). Unbiased Offline Evaluation of Contextual-bandit-based News Article Recommendation Algorithms. WSDM '11. doi:10.1145/1935826.1935878",
  needsModel: false,
  needsUniformLog: true,
  terms: ({ reward, matched }) => ({ numerator: matched.map((match, i) => match * reward[i]!), denominator: matched }),
}
