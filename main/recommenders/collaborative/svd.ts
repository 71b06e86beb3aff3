import { defineRecommender } from '../recommender.ts'
import { gradientSettings, loadGradientFactors, trainGradientFactors } from './gradient-factors.ts'

/**
 * SVD: matrix factorisation with biases, fitted to ratings by stochastic gradient descent.
 *
 *   r̂_uj = μ + b_u + b_j + q_jᵀ p_u   (eq. 4), clipped to the range of the training ratings
 *   min Σ (r_uj − r̂_uj)² + λ (b_u² + b_j² + ‖q_j‖² + ‖p_u‖²)
 *   step on each rating, e = r − r̂:  b ← b + γ (e − λ b),  p_u ← p_u + γ (e q_j − λ p_u),  q_j ← q_j + γ (e p_u − λ q_j)   (section "Learning algorithms")
 *
 * As in the Surprise library: ratings are visited user by user in the order of the log, factors start normal, biases at 0, and an unknown user or item
 * leaves its terms out. The unclipped value ranks. Somebody new takes the same steps from zero while the items stay.
 *
 * Y. Koren, R. Bell, C. Volinsky (2009). Matrix Factorization Techniques for Recommender Systems. Computer 42(8). doi:10.1109/MC.2009.263
 */
export const svd = defineRecommender({
  id: 'svd',
  title: 'SVD (biased)',
  family: 'collaborative',
  summary: 'Predicts ratings from biases and factors learned by gradient descent.',
  formula: 'r̂ = μ + b_u + b_j + q_jᵀ p_u',
  reference:
    'Y. Koren, R. Bell, C. Volinsky (2009). Matrix Factorization Techniques for Recommender Systems. Computer 42(8). doi:10.1109/MC.2009.263',
  settings: gradientSettings,
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: true,
    explains: null,
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  train: (interactions, config, context) => trainGradientFactors('svd', true, interactions, config, context),
  load: (bytes) => loadGradientFactors('svd', bytes),
})
