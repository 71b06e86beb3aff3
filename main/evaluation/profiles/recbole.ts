import type { ListsMetric, UserMetric } from '../metric.ts'
import { arp } from '../metrics/arp.ts'
import { coverage } from '../metrics/coverage.ts'
import { entropy } from '../metrics/entropy.ts'
import { countListed, entropyOf, giniOf } from '../metrics/exposure.ts'
import { gini } from '../metrics/gini.ts'
import { tailPercentage } from '../metrics/tail-percentage.ts'
import type { ListRows } from '../ranked-lists.ts'
import type { Profile } from './profile.ts'

/** How often each item is listed, with RecBole's padding item at the end, which fills up short lists. */
function countPadded(lists: ListRows, items: number, cutoff: number): Float64Array {
  const counts = new Float64Array(items + 1)
  counts.set(countListed(lists, items, cutoff))
  lists.forEach(({ length }) => (counts[items]! += Math.max(0, cutoff - length)))
  return counts
}

const paddedCoverage: ListsMetric = {
  ...coverage,
  formula: '|∪ lists@k| / (items + 1), short lists filled with a padding item',
  overall: (lists, { train, cutoff }) =>
    countPadded(lists, train.items, cutoff).filter((count) => count > 0).length / (train.items + 1),
}

const paddedGini: ListsMetric = {
  ...gini,
  formula: 'Σ_i (2 i − n − 1) c_(i) / (n Σ c), n = items + 1 with a padding item',
  overall: (lists, { train, cutoff }) => giniOf(countPadded(lists, train.items, cutoff)),
}

const dividedEntropy: ListsMetric = {
  ...entropy,
  formula: '−Σ_j p_j ln p_j / number of distinct listed items',
  overall(lists, { train, cutoff }) {
    const counts = countPadded(lists, train.items, cutoff)
    return (entropyOf(counts) * Math.LN2) / counts.filter((count) => count > 0).length
  },
}

/** A mean over k places, of which those beyond a short list count 0. */
export const overPlaces = (metric: UserMetric, formula: string): UserMetric => ({
  ...metric,
  formula,
  prepare(data) {
    const measure = metric.prepare(data)
    return (user) => {
      const length = Math.min(data.cutoff, user.length)
      return length === 0 ? 0 : (measure(user) * length) / data.cutoff
    }
  },
})

/** Definitions of RecBole 1.2, which counts its padding item in the catalogue; recall, precision, NDCG, MAP, MRR and hit rate are Recbench's. */
export const recbole: Profile = {
  id: 'recbole',
  title: 'RecBole',
  summary:
    'Coverage and Gini count a padding item, entropy is divided by the number of listed items; the ranking metrics are the same.',
  reference:
    'W. X. Zhao et al. (2021). RecBole: Towards a Unified, Comprehensive and Efficient Framework for Recommendation Algorithms. CIKM. doi:10.1145/3459637.3482016',
  definitions: {
    coverage: paddedCoverage,
    gini: paddedGini,
    entropy: dividedEntropy,
    arp: overPlaces(arp, 'Σ_{r ≤ k} n_j / k'),
    'tail-percentage': overPlaces(tailPercentage, '|list@k ∩ T| / k, T the 10 % least popular items'),
  },
}
