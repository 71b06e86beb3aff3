import type { UserMetric } from '../metric.ts'
import { distribute, itemCategories } from './categories.ts'
import { historyOf } from './popularity.ts'

/** How much of the history's distribution is mixed into the list's, so that the divergence is finite. */
const mixture = 0.01

/**
 * Miscalibration: how far the categories of the list are from the categories of what the user had, as a Kullback–Leibler divergence in nats; 0 when they
 * have the same shares. Undefined without categories of the history or the list.
 *
 *   C(p, q) = Σ_c p(c) ln(p(c) / q̃(c)),   q̃ = 0.99 q + 0.01 p,   p shares of the history, q of the list
 *
 * H. Steck (2018). Calibrated recommendations. RecSys '18. doi:10.1145/3240323.3240372
 */
export const calibration: UserMetric = {
  id: 'calibration',
  title: 'Miscalibration',
  kind: 'beyond-accuracy',
  summary: 'How far the categories of the list are from those of what the user had.',
  formula: 'Σ_c p(c) ln(p(c) / (0.99 q(c) + 0.01 p(c)))',
  takesCutoff: true,
  higherIsBetter: false,
  range: null,
  prepare({ train, cutoff }) {
    const categories = itemCategories(train)
    if (!categories) return () => NaN
    const wanted = new Float64Array(categories.count)
    const given = new Float64Array(categories.count)
    return ({ user, ranked, length }) => {
      const history = historyOf(train, user)
      distribute(categories, history, history.length, wanted)
      distribute(categories, ranked, Math.min(cutoff, length), given)
      let sum = 0
      for (let category = 0; category < wanted.length; category++) {
        const p = wanted[category]!
        if (p !== 0) sum += p * Math.log(p / ((1 - mixture) * given[category]! + mixture * p))
      }
      return sum
    }
  },
}
