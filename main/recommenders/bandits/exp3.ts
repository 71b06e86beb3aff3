import { real } from '../../contract/settings.ts'
import { definePolicyRecommender } from './policy-recommender.ts'
import { WeightedPolicy, type WeightRule } from './weighted-policy.ts'

const rule: WeightRule = {
  name: 'exp3 policy',
  mixed: ({ gamma }) => gamma!,
  change: ({ gamma }, reward, probability, arms) => (gamma! * reward) / probability / arms,
}

/**
 * EXP3, exponential weights for exploration and exploitation: makes no assumption on how rewards come about, also none that they stay the same.
 *
 *   π(k) = (1 − γ) w_k / Σ_j w_j + γ / K,   w_k ← w_k · exp(γ r / (π(k) K))
 *
 * after arm k paid r, at first w = 1. Rewards in [0, 1]. What it expects of an arm is the plain mean of its rewards.
 *
 * P. Auer, N. Cesa-Bianchi, Y. Freund, R. E. Schapire (2002). The Nonstochastic Multiarmed Bandit Problem. SIAM Journal on Computing 32(1), figure 1.
 * doi:10.1137/S0097539701398375
 */
export const exp3 = definePolicyRecommender({
  id: 'exp3',
  title: 'EXP3',
  summary: 'Shows items by weights that grow with their rewards, without trusting that rewards stay the same.',
  formula: 'π(k) = (1 − γ) w_k / Σ_j w_j + γ / K, w_k ← w_k · exp(γ r / (π(k) K))',
  reference:
    'P. Auer, N. Cesa-Bianchi, Y. Freund, R. E. Schapire (2002). The Nonstochastic Multiarmed Bandit Problem. SIAM Journal on Computing 32(1). doi:10.1137/S0097539701398375',
  settings: {
    gamma: real({
      default: 0.1,
      minimum: 1e-6,
      maximum: 1,
      help: 'γ: share of the rounds that show any item, and the speed of learning.',
    }),
  },
  contextual: false,
  create: ({ arms }, { gamma }) => WeightedPolicy.create(rule, { gamma }, arms),
  load: (bytes) => WeightedPolicy.load(rule, bytes),
})
