import { real } from '../../contract/settings.ts'
import { definePolicyRecommender } from './policy-recommender.ts'
import { WeightedPolicy, type WeightRule } from './weighted-policy.ts'

const rule: WeightRule = {
  name: 'exp3-ix policy',
  mixed: () => 0,
  change: ({ eta, gamma }, reward, probability) => (-eta! * (1 - reward)) / (probability + gamma!),
}

/**
 * EXP3 with implicit exploration: instead of showing any item now and then, losses of rare arms are estimated somewhat too small.
 *
 *   π(k) = exp(−η L_k) / Σ_j exp(−η L_j),   L_k ← L_k + (1 − r) / (π(k) + γ)
 *
 * after arm k paid r, at first L = 0. Rewards in [0, 1]. What it expects of an arm is the plain mean of its rewards.
 *
 * G. Neu (2015). Explore No More: Improved High-probability Regret Bounds for Non-stochastic Bandits. NIPS 28. arXiv:1506.03271
 */
export const exp3Ix = definePolicyRecommender({
  id: 'exp3-ix',
  title: 'EXP3-IX',
  summary: 'Shows items by weights that shrink with their losses, without trusting that rewards stay the same.',
  formula: 'π(k) = exp(−η L_k) / Σ_j exp(−η L_j), L_k ← L_k + (1 − r) / (π(k) + γ)',
  reference:
    'G. Neu (2015). Explore No More: Improved High-probability Regret Bounds for Non-stochastic Bandits. NIPS 28. arXiv:1506.03271',
  settings: {
    eta: real({ default: 0.05, minimum: 1e-6, help: 'η: speed of learning.' }),
    gamma: real({ default: 0.025, maximum: 1, help: 'γ: larger values trust the losses of rare items less.' }),
  },
  contextual: false,
  create: ({ arms }, { eta, gamma }) => WeightedPolicy.create(rule, { eta, gamma }, arms),
  load: (bytes) => WeightedPolicy.load(rule, bytes),
})
