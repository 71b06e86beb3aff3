import { real } from '../../contract/settings.ts'
import { firstMaximum } from './arms.ts'
import { defineLinearPolicy } from './linear-policy.ts'

/**
 * Linear ε-greedy with disjoint models: shows the arm whose linear model expects most in this context, and with probability ε an arm chosen uniformly among all.
 *
 *   π(k | x) = ε / K + (1 − ε) · 1[k = argmax β_kᵀx],   β_k = (λI + Σ x xᵀ)⁻¹ Σ r x
 *
 * over the rounds in which arm k was shown; an arm never shown expects 0. Ties go to the lowest arm.
 *
 * J. Langford, T. Zhang (2007). The Epoch-Greedy Algorithm for Contextual Multi-armed Bandits. NIPS 20, which explores in epochs instead of by chance.
 */
export const linGreedy = defineLinearPolicy({
  id: 'lin-greedy',
  title: 'Linear ε-greedy',
  summary: 'Learns one linear model of the reward per item, shows the best one here, and now and then any item.',
  formula: 'π(k | x) = ε / K + (1 − ε) · 1[k = argmax β_kᵀx]',
  reference:
    'J. Langford, T. Zhang (2007). The Epoch-Greedy Algorithm for Contextual Multi-armed Bandits. NIPS 20, pages 817-824.',
  settings: {
    epsilon: real({ default: 0.1, minimum: 0, maximum: 1, help: 'ε: share of the rounds that show any item.' }),
    regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink the weights of each item.' }),
  },
  regularization: ({ regularization }) => regularization,
  rule: {
    usesVariances: false,
    distribution({ means }, { epsilon }, into) {
      into.fill(epsilon / means.length)
      into[firstMaximum(means)]! += 1 - epsilon
    },
    select: ({ means }, { epsilon }, random) =>
      random.uniform() < epsilon ? random.below(means.length) : firstMaximum(means),
  },
})
