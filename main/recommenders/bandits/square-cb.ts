import { real } from '../../contract/settings.ts'
import { drawArm, firstMaximum } from './arms.ts'
import { defineLinearPolicy } from './linear-policy.ts'

/**
 * SquareCB with disjoint linear models: shows an arm the more rarely, the more its expected reward falls behind the best one's.
 *
 *   π(k | x) = 1 / (K + γ (ŷ_b − ŷ_k)) for k ≠ b = argmax ŷ,   π(b | x) = 1 − the rest,   ŷ_k = β_kᵀx,   γ = γ₀ Nᵖ
 *
 * after N rounds. The paper has a fixed γ that grows with the square root of the rounds to come; p = ½ lets it grow with those played.
 *
 * D. J. Foster, A. Rakhlin (2020). Beyond UCB: Optimal and Efficient Contextual Bandits with Regression Oracles. ICML '20, algorithm 1. arXiv:2002.04926
 */
export const squareCb = defineLinearPolicy({
  id: 'square-cb',
  title: 'SquareCB',
  summary: 'Shows an item the more rarely, the further its expected reward is behind the best one.',
  formula: 'π(k | x) = 1 / (K + γ (ŷ_b − ŷ_k)) for k ≠ b = argmax ŷ, γ = γ₀ Nᵖ',
  reference:
    "D. J. Foster, A. Rakhlin (2020). Beyond UCB: Optimal and Efficient Contextual Bandits with Regression Oracles. ICML '20. arXiv:2002.04926",
  settings: {
    scale: real({ default: 10, minimum: 0, help: 'γ₀: larger values show the best item more often.' }),
    growth: real({ default: 0.5, minimum: 0, maximum: 1, help: 'p: how fast exploration ends; 0 keeps it.' }),
    regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink the weights of each item.' }),
  },
  regularization: ({ regularization }) => regularization,
  rule: {
    usesVariances: false,
    distribution: ({ means, rounds }, { scale, growth }, into) => weigh(means, scale * rounds ** growth, into),
    select({ means, rounds }, { scale, growth }, random) {
      const probabilities = new Float64Array(means.length)
      weigh(means, scale * rounds ** growth, probabilities)
      return drawArm(probabilities, random.uniform())
    },
  },
})

function weigh(means: Float64Array, gamma: number, into: Float64Array): void {
  const best = firstMaximum(means)
  let others = 0
  for (let arm = 0; arm < means.length; arm++) {
    if (arm === best) continue
    into[arm] = 1 / (means.length + gamma * (means[best]! - means[arm]!))
    others += into[arm]!
  }
  into[best] = 1 - others
}
