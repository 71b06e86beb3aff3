import { integer } from '../../contract/settings.ts'
import { type ArmStatistics, defineIndexPolicy } from './index-policy.ts'

/** ȓ + √(max(0, ln(T / (K n))) / n). */
export function mossIndex({ mean, plays, arms }: ArmStatistics, horizon: number): number {
  return mean + Math.sqrt(Math.max(0, Math.log(horizon / (arms * plays))) / plays)
}

/**
 * MOSS, minimax optimal strategy in the stochastic case: an arm that had more than its share of the rounds gets no bonus.
 *
 *   k = argmax ȓ_k + √(max(0, ln(T / (K n_k))) / n_k)
 *
 * n_k plays and ȓ_k mean reward of arm k, K arms, T rounds in all; with T unknown (0), the rounds so far. Every arm is tried once. Rewards in
 * [0, 1].
 *
 * J.-Y. Audibert, S. Bubeck (2009). Minimax Policies for Adversarial and Stochastic Bandits. COLT 2009. T unknown: R. Degenne, V. Perchet (2016).
 * Anytime Optimal Algorithms in Stochastic Multi-armed Bandits. ICML 2016.
 */
export const moss = defineIndexPolicy({
  id: 'moss',
  title: 'MOSS',
  summary: 'Shows the item whose reward could still be best, and doubts only those tried less than their share.',
  formula: 'k = argmax ȓ_k + √(max(0, ln(T / (K n_k))) / n_k)',
  reference:
    'J.-Y. Audibert, S. Bubeck (2009). Minimax Policies for Adversarial and Stochastic Bandits. COLT 2009, 217–226.',
  settings: {
    horizon: integer({ default: 0, help: 'T: rounds that will be played in all; 0 takes those played so far.' }),
  },
  index: (arm, { horizon }) => mossIndex(arm, horizon === 0 ? arm.rounds : horizon),
})
