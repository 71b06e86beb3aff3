import { real } from '../../contract/settings.ts'
import { firstMaximum } from './arms.ts'
import { defineLogisticPolicy, logisticSettings } from './logistic-policy.ts'
import type { LinearEstimates } from './linear-policy.ts'

/**
 * Logistic UCB with disjoint models, UCB-GLM for rewards 0 and 1: each arm's chance of paying is logistic in the context, and the arm that could still be best there is
 * shown.
 *
 *   k = argmax β_kᵀx + α √(xᵀ H_k⁻¹ x),   P(r = 1 | x, k) = σ(b + β_kᵀx),   b = ln(p₀ / (1 − p₀))
 *   β_k ← β_k + s H_k⁻¹x,   s = r − σ(b + β_kᵀx + s xᵀH_k⁻¹x),   H_k ← H_k + p (1 − p) x xᵀ,   p = r − s
 *
 * from β_k = 0 and H_k = λI. A round moves β_k to the mode of belief times likelihood and adds the curvature there (Laplace's method), in O(d²). Li et al. fit β by
 * maximum likelihood to all rounds again, after some at random, and take V = Σ x xᵀ for H; the curvature, which makes the bonus larger where the arm pays surely or never, is
 * that of Faury et al.
 *
 * L. Li, Y. Lu, D. Zhou (2017). Provably Optimal Algorithms for Generalized Linear Contextual Bandits. ICML '17, algorithm 1. arXiv:1703.00048
 * L. Faury, M. Abeille, C. Calauzènes, O. Fercoq (2020). Improved Optimistic Algorithms for Logistic Bandits. ICML '20. arXiv:2002.07530
 */
export const logisticUcb = defineLogisticPolicy({
  id: 'logistic-ucb',
  title: 'Logistic UCB',
  summary: 'Learns one logistic model of the reward per item and shows the item that could still be best here.',
  formula: 'k = argmax β_kᵀx + α √(xᵀ H_k⁻¹ x), H_k = λI + Σ p (1 − p) x xᵀ',
  reference:
    "L. Li, Y. Lu, D. Zhou (2017). Provably Optimal Algorithms for Generalized Linear Contextual Bandits. ICML '17. arXiv:1703.00048",
  settings: {
    exploration: real({ default: 0.5, help: 'α: larger values try uncertain items more often.' }),
    ...logisticSettings,
  },
  rule: {
    usesVariances: true,
    distribution(estimates, { exploration }, into) {
      into.fill(0)
      into[largestIndex(estimates, exploration)] = 1
    },
    select: (estimates, { exploration }) => largestIndex(estimates, exploration),
  },
})

const largestIndex = ({ means, variances }: LinearEstimates, exploration: number): number =>
  firstMaximum(means.map((mean, arm) => mean + exploration * Math.sqrt(variances[arm]!)))
