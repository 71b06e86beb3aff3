import { largestFirst, checkSlateSize } from '../../../recommenders/bandits/slates/slate-policy.ts'
import { defineClickModel } from './click-model.ts'

/**
 * Cascade model: a visitor reads from the top, is attracted by arm k with probability α_k, clicks the first arm that attracts and stops. A round pays 1 when there is
 * a click; the order of a slate does not change how often.
 *
 *   V(a) = 1 − Π_l (1 − α_{a_l})
 *
 * N. Craswell, O. Zoeter, M. Taylor, B. Ramsey (2008). An Experimental Comparison of Click Position-Bias Models. WSDM '08. doi:10.1145/1341531.1341545
 */
export const cascade = defineClickModel({
  id: 'cascade',
  title: 'Cascade',
  summary: 'People read from the top, click the first item that attracts them, and stop.',
  formula: 'V(a) = 1 − Π_l (1 − α_{a_l})',
  reference:
    "N. Craswell, O. Zoeter, M. Taylor, B. Ramsey (2008). An Experimental Comparison of Click Position-Bias Models. WSDM '08. doi:10.1145/1341531.1341545",
  settings: {},
  create(world, positions) {
    const { visitors, arms, features, items, contextOf } = world
    checkSlateSize({ arms, positions, features })
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
        let stopped = false
        for (let position = 0; position < positions; position++) {
          const attracted = random.uniform() < attractions[slate[position]!]!
          into[position] = attracted && !stopped ? 1 : 0
          stopped ||= attracted
        }
      },
      reward: (clicks) => (clicks.includes(1) ? 1 : 0),
      value(visitor, slate) {
        const attractions = world.probabilities(visitor)
        return 1 - slate.reduce((none, arm) => none * (1 - attractions[arm]!), 1)
      },
      best: (visitor, into) => largestFirst(world.probabilities(visitor).slice(), into),
      description: `${world.description} Visitors read ${positions} positions from the top, click the first item that attracts them, and stop.`,
    }
  },
})
