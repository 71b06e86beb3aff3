import { real } from '../../contract/settings.ts'
import { defineLinearPolicy } from './linear-policy.ts'
import { normalThompsonRule } from './normal-thompson-rule.ts'

/**
 * Linear Thompson sampling with disjoint models: draws the reward of each arm from what is believed of it in this context, and shows the arm with the largest draw.
 *
 *   θ_k ~ N(β_k, α² A_k⁻¹),   k = argmax θ_kᵀx,   A_k = λI + Σ x xᵀ,   β_k = A_k⁻¹ Σ r x
 *
 * θ_k is not drawn itself: θ_kᵀx of such a draw is exactly N(β_kᵀx, α² xᵀA_k⁻¹x), independent of the other arms, and one normal number gives it without a Cholesky
 * factor. Its distribution is the probability that each θ_kᵀx is the largest, integrated numerically.
 *
 * S. Agrawal, N. Goyal (2013). Thompson Sampling for Contextual Bandits with Linear Payoffs. ICML '13, PMLR 28(3). arXiv:1209.3352
 */
export const linTs = defineLinearPolicy({
  id: 'lin-ts',
  title: 'Linear Thompson sampling',
  summary: 'Learns one linear model of the reward per item and shows each as often as it is believed best here.',
  formula: 'θ_k ~ N(β_k, α² A_k⁻¹), k = argmax θ_kᵀx',
  reference:
    "S. Agrawal, N. Goyal (2013). Thompson Sampling for Contextual Bandits with Linear Payoffs. ICML '13. arXiv:1209.3352",
  settings: {
    exploration: real({ default: 0.5, minimum: 0, help: 'α: larger values try uncertain items more often.' }),
    regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink the weights of each item.' }),
  },
  regularization: ({ regularization }) => regularization,
  rule: normalThompsonRule,
})
