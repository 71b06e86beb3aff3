import { real } from '../../../contract/settings.ts'
import { examinationOf } from '../../../recommenders/bandits/slates/pbm-ucb.ts'
import { checkSlateSize, largestFirst } from '../../../recommenders/bandits/slates/slate-policy.ts'
import { defineClickModel } from './click-model.ts'

/**
 * Position-based model: a visitor looks at position l with probability κ_l, whatever is there, and clicks what is looked at with the probability α_k of its arm. A round
 * pays its clicks.
 *
 *   V(a) = Σ_l κ_l α_{a_l},   κ_l = l^(−η)
 *
 * M. Richardson, E. Dominowska, R. Ragno (2007). Predicting Clicks: Estimating the Click-Through Rate for New Ads. WWW '07. doi:10.1145/1242572.1242643
 */
export const positionBased = defineClickModel({
  id: 'position-based',
  title: 'Position-based',
  summary: 'People look at each position with its own probability, and click there what attracts them.',
  formula: 'V(a) = Σ_l κ_l α_{a_l}, κ_l = l^(−η)',
  reference:
    "M. Richardson, E. Dominowska, R. Ragno (2007). Predicting Clicks: Estimating the Click-Through Rate for New Ads. WWW '07. doi:10.1145/1242572.1242643",
  settings: {
    decay: real({ default: 1, help: 'η: position l is looked at with probability l^(−η); 0 says that all are.' }),
  },
  create(world, positions, { decay }) {
    const { visitors, arms, features, items, contextOf } = world
    checkSlateSize({ arms, positions, features })
    const examination = examinationOf(positions, decay)
    return {
      visitors,
      arms,
      positions,
      features,
      items,
      contextOf,
      attractions: (visitor) => world.probabilities(visitor),
      click(visitor, slate, random, into) {
        const attractions = world.probabilities(visitor)
        for (let position = 0; position < positions; position++)
          into[position] = random.uniform() < examination[position]! * attractions[slate[position]!]! ? 1 : 0
      },
      reward: (clicks) => clicks.reduce((sum, click) => sum + click, 0),
      value(visitor, slate) {
        const attractions = world.probabilities(visitor)
        return slate.reduce((sum, arm, position) => sum + examination[position]! * attractions[arm]!, 0)
      },
      best: (visitor, into) => largestFirst(world.probabilities(visitor).slice(), into),
      description: `${world.description} Visitors look at position l of ${positions} with probability l^(−${decay}) and click there what attracts them.`,
    }
  },
})
