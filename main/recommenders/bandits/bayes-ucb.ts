import { integer } from '../../contract/settings.ts'
import { betaQuantile } from '../../math/beta-quantile.ts'
import { type ArmStatistics, defineIndexPolicy } from './index-policy.ts'

/** Quantile 1 − 1 / (N ln T) of Beta(1 + s, 1 + n − s), s = n ȓ; 1 − 1 / N where T is 0. */
export function bayesUcbIndex({ mean, plays, rounds }: ArmStatistics, horizon: number): number {
  const successes = Math.min(plays, Math.max(0, mean * plays))
  const doubt = 1 / (rounds * (horizon === 0 ? 1 : Math.log(horizon)))
  return betaQuantile(1 - Math.min(1, doubt), 1 + successes, 1 + plays - successes)
}

/**
 * Bayes-UCB for rewards 0 and 1: an upper quantile of what is believed of the click rate, which rises with the rounds.
 *
 *   k = argmax Q(1 − 1 / (N (ln T)^c); Beta(1 + s_k, 1 + n_k − s_k))
 *
 * n_k plays and s_k summed reward of arm k, N rounds so far, T rounds in all with c = 1; with T unknown (0), c = 0. Every arm is tried once.
 *
 * E. Kaufmann, O. Cappé, A. Garivier (2012). On Bayesian Upper Confidence Bounds for Bandit Problems. AISTATS 2012, PMLR 22.
 */
export const bayesUcb = defineIndexPolicy({
  id: 'bayes-ucb',
  title: 'Bayes-UCB',
  summary: 'Shows the item with the largest upper quantile of what is believed of its click rate.',
  formula: 'k = argmax Q(1 − 1 / (N ln T); Beta(1 + s_k, 1 + n_k − s_k))',
  reference:
    'E. Kaufmann, O. Cappé, A. Garivier (2012). On Bayesian Upper Confidence Bounds for Bandit Problems. AISTATS 2012, PMLR 22.',
  settings: {
    horizon: integer({ default: 0, help: 'T: rounds that will be played in all; 0 leaves ln T out.' }),
  },
  index: (arm, { horizon }) => bayesUcbIndex(arm, horizon),
})
