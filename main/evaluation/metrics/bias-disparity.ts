import type { ListsMetric } from '../metric.ts'
import { featuresOf, itemCategories } from './categories.ts'
import { historyOf } from './popularity.ts'

/**
 * Bias disparity: how far the lists change the share of each category from what the same users had, as the mean over categories of the relative change; 0
 * when no share changes. Categories that nobody had are left out. Undefined for data without categories of items.
 *
 *   BD@k = mean_c |B_R(c) − B_S(c)| / B_S(c),   B_R(c) share of category c in the lists, B_S(c) in the histories
 *
 * V. Tsintzou, E. Pitoura, P. Tsaparas (2019). Bias disparity in recommendation systems. RMSE workshop, RecSys '19. arXiv:1811.01461
 */
export const biasDisparity: ListsMetric = {
  id: 'bias-disparity',
  title: 'Bias disparity',
  kind: 'fairness',
  summary: 'How far the lists change the share of each category from what the same users had.',
  formula: 'mean_c |B_R(c) − B_S(c)| / B_S(c)',
  takesCutoff: true,
  higherIsBetter: false,
  range: null,
  overall(lists, { train, cutoff }) {
    const categories = itemCategories(train)
    if (!categories) return NaN
    const had = new Float64Array(categories.count)
    const got = new Float64Array(categories.count)
    const add = (to: Float64Array, items: Int32Array) => {
      for (const item of items) for (const category of featuresOf(categories, item)) to[category]!++
    }
    lists.forEach(({ user, ranked }) => {
      add(had, historyOf(train, user))
      add(got, ranked.subarray(0, cutoff))
    })
    const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0)
    const [before, after] = [total(had), total(got)]
    const changes = [...had].flatMap((count, category) =>
      count === 0 ? [] : [Math.abs((got[category]! / after) * (before / count) - 1)],
    )
    return changes.reduce((sum, change) => sum + change, 0) / changes.length
  },
}
