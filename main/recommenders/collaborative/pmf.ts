import { real } from '../../contract/settings.ts'
import { defineRecommender } from '../recommender.ts'
import { gradientSettings, loadGradientFactors, trainGradientFactors } from './gradient-factors.ts'

/**
 * PMF: probabilistic matrix factorisation, factors without biases, fitted to ratings by stochastic gradient descent.
 *
 *   r̂_uj = q_jᵀ p_u, clipped to the range of the training ratings
 *   min Σ (r_uj − q_jᵀ p_u)² + λ (‖q_j‖² + ‖p_u‖²)   (eq. 4)
 *   step on each rating, e = r − r̂:  p_u ← p_u + γ (e q_j − λ p_u),  q_j ← q_j + γ (e p_u − λ q_j)
 *
 * As `svd` with `biased=False` in the Surprise library: one λ for users and items, no logistic function of the product, ratings user by user in the order of
 * the log. An unknown user or item gets the mean of all ratings. The unclipped value ranks.
 *
 * R. Salakhutdinov, A. Mnih (2007). Probabilistic Matrix Factorization. NIPS 20.
 * https://papers.nips.cc/paper/2007/hash/d7322ed717dedf1eb4e6e52a37ea7bcd-Abstract.html
 */
export const pmf = defineRecommender({
  id: 'pmf',
  title: 'PMF',
  family: 'collaborative',
  summary: 'Predicts ratings from factors without biases, learned by gradient descent.',
  formula: 'r̂ = q_jᵀ p_u',
  reference: 'R. Salakhutdinov, A. Mnih (2007). Probabilistic Matrix Factorization. NIPS 20.',
  settings: {
    ...gradientSettings,
    regularization: real({ default: 0.02, help: 'λ: pulls factors towards zero.' }),
  },
  abilities: {
    ranks: true,
    predictsValues: true,
    foldsIn: true,
    explains: null,
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  train: (interactions, config, context) => trainGradientFactors('pmf', false, interactions, config, context),
  load: (bytes) => loadGradientFactors('pmf', bytes),
})
