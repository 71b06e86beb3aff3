import { type ArmStatistics, defineIndexPolicy } from './index-policy.ts'

/** ȓ + √(ln N / n · min(1/4, V + √(2 ln N / n))). */
export function ucbTunedIndex({ mean, variance, plays, rounds }: ArmStatistics): number {
  const rate = Math.log(rounds) / plays
  return mean + Math.sqrt(rate * Math.min(0.25, variance + Math.sqrt(2 * rate)))
}

/**
 * UCB-tuned: UCB1 with a bonus that follows the variance of the rewards, at most 1/4 in [0, 1].
 *
 *   k = argmax ȓ_k + √(ln N / n_k · min(1/4, V_k + √(2 ln N / n_k)))
 *
 * n_k plays, ȓ_k mean and V_k variance (divided by n_k) of the rewards of arm k, N rounds so far. Every arm is tried once. Rewards in [0, 1].
 *
 * P. Auer, N. Cesa-Bianchi, P. Fischer (2002). Finite-time Analysis of the Multiarmed Bandit Problem. Machine Learning 47, section 4.
 * doi:10.1023/A:1013689704352
 */
export const ucbTuned = defineIndexPolicy({
  id: 'ucb-tuned',
  title: 'UCB-tuned',
  summary: 'Shows the item whose reward could still be best, with less doubt where rewards vary little.',
  formula: 'k = argmax ȓ_k + √(ln N / n_k · min(1/4, V_k + √(2 ln N / n_k)))',
  reference:
    'P. Auer, N. Cesa-Bianchi, P. Fischer (2002). Finite-time Analysis of the Multiarmed Bandit Problem. Machine Learning 47. doi:10.1023/A:1013689704352',
  settings: {},
  index: ucbTunedIndex,
})
