import { real } from '../../contract/settings.ts'
import { type ArmStatistics, defineIndexPolicy } from './index-policy.ts'

/** ȓ + √(2 ζ V ln N / n) + 3 ζ ln N / n. */
export function ucbVIndex({ mean, variance, plays, rounds }: ArmStatistics, exploration: number): number {
  const rate = (exploration * Math.log(rounds)) / plays
  return mean + Math.sqrt(2 * variance * rate) + 3 * rate
}

/**
 * UCB-V: an upper bound from Bernstein's inequality with the variance that was seen.
 *
 *   k = argmax ȓ_k + √(2 ζ V_k ln N / n_k) + 3 ζ ln N / n_k
 *
 * n_k plays, ȓ_k mean and V_k variance (divided by n_k) of the rewards of arm k, N rounds so far. Every arm is tried once. Rewards in [0, 1].
 *
 * J.-Y. Audibert, R. Munos, C. Szepesvári (2009). Exploration–exploitation Tradeoff Using Variance Estimates in Multi-armed Bandits. Theoretical
 * Computer Science 410(19). doi:10.1016/j.tcs.2009.01.016
 */
export const ucbV = defineIndexPolicy({
  id: 'ucb-v',
  title: 'UCB-V',
  summary: 'Shows the item whose reward could still be best, by a bound that uses how much its rewards vary.',
  formula: 'k = argmax ȓ_k + √(2 ζ V_k ln N / n_k) + 3 ζ ln N / n_k',
  reference:
    'J.-Y. Audibert, R. Munos, C. Szepesvári (2009). Exploration–exploitation Tradeoff Using Variance Estimates in Multi-armed Bandits. Theoretical Computer Science 410(19). doi:10.1016/j.tcs.2009.01.016',
  settings: {
    exploration: real({ default: 1, help: 'ζ: larger values try uncertain items more often.' }),
  },
  index: (arm, { exploration }) => ucbVIndex(arm, exploration),
})
