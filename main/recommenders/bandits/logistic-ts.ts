import { real } from '../../contract/settings.ts'
import { defineLogisticPolicy, logisticSettings } from './logistic-policy.ts'
import { normalThompsonRule } from './normal-thompson-rule.ts'

/**
 * Logistic Thompson sampling with disjoint models: draws the weights of each arm from what is believed of them, and shows the arm that would most likely pay here.
 *
 *   θ_k ~ N(β_k, α² H_k⁻¹),   k = argmax σ(b + θ_kᵀx),   b = ln(p₀ / (1 − p₀))
 *   β_k ← β_k + s H_k⁻¹x,   s = r − σ(b + β_kᵀx + s xᵀH_k⁻¹x),   H_k ← H_k + p (1 − p) x xᵀ,   p = r − s
 *
 * from β_k = 0 and H_k = λI. A round moves β_k to the mode of belief times likelihood and adds the curvature there (Laplace's method). With `covariance` = diagonal
 * it is the paper's algorithm 3 with batches of one round, which keeps the diagonal of H_k only; otherwise the same with the whole matrix. σ increases, so that
 * the largest θ_kᵀx decides, which is N(β_kᵀx, α² xᵀH_k⁻¹x) and drawn as such. Its distribution is the probability that each is the largest, integrated
 * numerically, not simulated.
 *
 * O. Chapelle, L. Li (2011). An Empirical Evaluation of Thompson Sampling. NIPS 24, algorithm 3.
 */
export const logisticTs = defineLogisticPolicy({
  id: 'logistic-ts',
  title: 'Logistic Thompson sampling',
  summary: 'Learns one logistic model of the reward per item and shows each as often as it is believed best here.',
  formula: 'θ_k ~ N(β_k, α² H_k⁻¹), k = argmax σ(b + θ_kᵀx)',
  reference: 'O. Chapelle, L. Li (2011). An Empirical Evaluation of Thompson Sampling. NIPS 24, algorithm 3.',
  settings: {
    exploration: real({ default: 0.5, help: 'α: larger values try uncertain items more often.' }),
    ...logisticSettings,
  },
  rule: normalThompsonRule,
})
