import { choice, integer, real } from '../../contract/settings.ts'
import { ruleMeasures } from '../../contract/rules.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf } from '../histories.ts'
import { defineRecommender } from '../recommender.ts'
import { basketKinds, historyBaskets, visitBaskets } from './baskets.ts'
import { combinations, readRuleModel, ruleModel } from './rule-model.ts'
import { mineRules } from './rule-table.ts'

const id = 'association-rules'

/**
 * Association rules: an item is recommended when rules "who has A also has j" apply, A being among the items of the user. Rules have frequent items on both
 * sides, found by FP-growth, and one item on the right.
 *
 *   score(u, j) = max or Σ of m(A → j) over the rules with A ⊆ items of u,   where none applies P(j) − 1
 *
 * m is a measure such as confidence P(A ∧ j) / P(A) or lift; P counts baskets: the users' histories, or their visits. Rules with m ≤ 0 are dropped, so that
 * items without a rule follow by popularity after all others. The conviction of a rule that always held is that of one with a failure in one
 * further basket.
 *
 * J. Han, J. Pei, Y. Yin (2000). Mining frequent patterns without candidate generation. SIGMOD '00. doi:10.1145/342009.335372; B. Sarwar, G. Karypis,
 * J. Konstan, J. Riedl (2000). Analysis of recommendation algorithms for e-commerce. EC '00. doi:10.1145/352871.352887
 */
export const associationRules = defineRecommender({
  id,
  title: 'Association rules',
  family: 'rules',
  summary: 'Recommends what rules such as "who has these also has that" conclude from the items of the user.',
  formula: 'score(u, j) = max or Σ over A ⊆ I_u of m(A → j), with confidence m = P(A ∧ j) / P(A)',
  reference:
    'B. Sarwar, G. Karypis, J. Konstan, J. Riedl (2000). Analysis of recommendation algorithms for e-commerce. EC. doi:10.1145/352871.352887',
  settings: {
    support: real({
      default: 0.01,
      maximum: 1,
      search: { from: 0.002, to: 0.1, scale: 'log' },
      help: 'Share of baskets that all items of a rule must occur in together.',
    }),
    confidence: real({ default: 0, maximum: 1, help: 'Rules with a lower confidence are dropped.' }),
    measure: choice(
      ruleMeasures.filter((measure) => measure !== 'representativity'),
      'confidence',
      'What a rule is worth.',
    ),
    combine: choice(combinations, 'sum', 'Whether the best rule for an item counts, or the sum of all.'),
    largest: integer({ default: 2, minimum: 2, maximum: 6, help: 'Items in a rule, both sides together.' }),
    basket: choice(
      basketKinds,
      'history',
      'What occurs together: all that a user had, or what a user had in one visit.',
    ),
    gap: real({ default: 30, help: 'Minutes without an event that end a visit.' }),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, { support, confidence, measure, combine, largest, basket, gap }, { signal, progress }) {
    const baskets = basket === 'history' ? historyBaskets(interactions) : visitBaskets(interactions, gap)
    const pause = async (fraction: number) => {
      progress(fraction, 'Growing sets of items')
      await breathe(signal)
    }
    await pause(0)
    const table = await mineRules(baskets, { support, confidence, measure, largest, pause })
    const shares = new Float64Array(interactions.items)
    for (const item of baskets.items) shares[item]! += 1 / baskets.count
    return ruleModel({ id, version: 1, histories: historiesOf(interactions), shares, combine, table })
  },
  load: (bytes) => ruleModel({ id, version: 1, ...readRuleModel(unpack(id, 1, bytes)) }),
})
