import type { ListsMetric } from '../metric.ts'
import { countHits } from './hits.ts'
import { markHead } from './popularity.ts'
import { meanDifference } from './user-mad.ts'

/**
 * Mean absolute deviation between groups of items: how differently often listed items of the short head and of the long tail are hits. Undefined when one
 * of the groups is never listed.
 *
 *   ItemMAD@k = |h(head) − h(tail)|,   h(g) mean over the listed items of g of hits / lists with the item
 *
 * Y. Deldjoo, V. W. Anelli, H. Zamani, A. Bellogín, T. Di Noia (2021). A flexible framework for evaluating user and item fairness in recommender
 * systems. UMUAI 31. doi:10.1007/s11257-020-09285-1
 */
export const itemMad: ListsMetric = {
  id: 'item-mad',
  title: 'Item MAD',
  kind: 'fairness',
  summary: 'How differently often listed popular and other items are hits.',
  formula: '|h(head) − h(tail)|, h(g) mean over listed items of hits / lists',
  takesCutoff: true,
  higherIsBetter: false,
  range: [0, 1],
  overall(lists, { train, cutoff }) {
    const listed = new Float64Array(train.items)
    const hits = new Float64Array(train.items)
    lists.forEach((list) => {
      const { ranked, length } = list
      for (let position = 0; position < Math.min(cutoff, length); position++) listed[ranked[position]!]!++
      for (let hit = 0; hit < countHits(list, cutoff); hit++) hits[ranked[list.hits[hit]!]!]!++
    })
    const head = markHead(train)
    const means = [1, 0].flatMap((group) => {
      const rates = [...listed].flatMap((count, item) =>
        count > 0 && head[item] === group ? [hits[item]! / count] : [],
      )
      return rates.length === 0 ? [] : [rates.reduce((sum, rate) => sum + rate, 0) / rates.length]
    })
    return meanDifference(means)
  },
}
