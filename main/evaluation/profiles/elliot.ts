import type { ListsMetric, UserMetric } from '../metric.ts'
import { auc } from '../metrics/auc.ts'
import { featureCounter, itemCategories } from '../metrics/categories.ts'
import { coverage } from '../metrics/coverage.ts'
import { efd, freeDiscovery } from '../metrics/efd.ts'
import { discountedMeanOfHits, epc } from '../metrics/epc.ts'
import { countListed, giniOf } from '../metrics/exposure.ts'
import { gradedNdcg } from '../metrics/gains.ts'
import { gauc } from '../metrics/gauc.ts'
import { gini } from '../metrics/gini.ts'
import { map } from '../metrics/map.ts'
import { ndcg } from '../metrics/ndcg.ts'
import { partialAuc } from '../metrics/partial-auc.ts'
import { countUsers } from '../metrics/popularity.ts'
import { subtopicRecall } from '../metrics/subtopic-recall.ts'
import type { Profile } from './profile.ts'

const exponentialNdcg: UserMetric = {
  ...ndcg,
  formula:
    'DCG@k / IDCG@k, DCG@k = Σ_{r ≤ k} (2^(value − threshold + 1) − 1) / log₂(r + 1), threshold 0 when none is set',
  prepare: gradedNdcg((value, threshold) => 2 ** (value - (threshold ?? 0) + 1) - 1),
}

/** The mean of precision over every cut, hits or not. */
const meanPrecision: UserMetric = {
  ...map,
  formula: '1 / k · Σ_{r ≤ k} P@r',
  prepare:
    ({ cutoff }) =>
    ({ hits, hitCount }) => {
      let before = 0
      let sum = 0
      for (let position = 0; position < cutoff; position++) {
        if (before < hitCount && hits[before] === position) before++
        sum += before / (position + 1)
      }
      return sum / cutoff
    },
}

/** What each relevant item ranked within k adds: the share of negatives that it is above. */
const limitedAuc: UserMetric = {
  ...partialAuc,
  formula: 'Σ_{hits in list@k} (n − misses before) / (n · min(|rel|, k)), n = candidates − |rel| + 1',
  prepare:
    ({ cutoff }) =>
    ({ hits, hitCount, relevantCount, candidates }) => {
      const negatives = candidates - relevantCount + 1
      let sum = 0
      for (let hit = 0; hit < hitCount && hits[hit]! < cutoff; hit++)
        sum += (negatives - (hits[hit]! - hit)) / negatives
      return sum / Math.min(relevantCount, cutoff)
    },
}

/** AUC with one more negative than there is; as a mean over held-out items for `auc`, over users for `gauc`. */
const shiftedAuc: UserMetric['prepare'] = () => (user) => {
  if (!user.ranks) return NaN
  const { relevantCount, candidates } = user
  const negatives = candidates - relevantCount + 1
  const sorted = user.ranks.slice().sort()
  return sorted.reduce((sum, rank, before) => sum + (negatives - (rank - 1) + before) / negatives, 0) / relevantCount
}

/** One minus Gini over the items of training, divided by n − 1. */
const invertedGini: ListsMetric = {
  ...gini,
  higherIsBetter: true,
  formula: '1 − Σ_i (2 i − n − 1) c_(i) / ((n − 1) Σ c), n items with training users',
  overall(lists, { train, cutoff }) {
    const known = countUsers(train).filter((count) => count > 0).length
    const listed = countListed(lists, train.items, cutoff).filter((count) => count > 0)
    const amounts = new Float64Array(Math.max(known, listed.length))
    amounts.set(listed)
    return 1 - (giniOf(amounts) * amounts.length) / (amounts.length - 1)
  },
}

const countCoverage: ListsMetric = {
  ...coverage,
  range: null,
  formula: '|∪ lists@k|',
  overall: (lists, { train, cutoff }) => countListed(lists, train.items, cutoff).filter((count) => count > 0).length,
}

/** Definitions of Elliot 0.3, from its source; there are no reference values of it to hold them against. */
export const elliot: Profile = {
  id: 'elliot',
  title: 'Elliot',
  summary:
    'NDCG has an exponential gain of values above the threshold, MAP is the mean precision over every cut, Gini is inverted, EPC and EFD count hits only.',
  reference:
    'V. W. Anelli et al. (2021). Elliot: A Comprehensive and Rigorous Framework for Reproducible Recommender Systems Evaluation. SIGIR. doi:10.1145/3404835.3463245',
  definitions: {
    ndcg: exponentialNdcg,
    map: meanPrecision,
    'partial-auc': limitedAuc,
    auc: {
      ...auc,
      formula: 'mean over held-out items of (n − rank + 1 + relevant before) / n, n = candidates − |rel| + 1',
      prepare: shiftedAuc,
      weigh: () => (user) => user.relevantCount,
    },
    gauc: {
      ...auc,
      id: gauc.id,
      title: gauc.title,
      formula: 'mean_u of the mean over rel of (n − rank + 1 + relevant before) / n, n = candidates − |rel| + 1',
      prepare: shiftedAuc,
    },
    gini: invertedGini,
    coverage: countCoverage,
    'subtopic-recall': {
      ...subtopicRecall,
      formula: '|∪_{hits in list@k} C_j| / categories',
      prepare(data) {
        const categories = itemCategories(data.train)
        if (!categories) return () => NaN
        const touched = featureCounter(categories)
        return ({ ranked, hits, hitCount }) => {
          touched.start()
          for (let hit = 0; hit < hitCount && hits[hit]! < data.cutoff; hit++) touched.add(ranked[hits[hit]!]!)
          return touched.distinct / categories.count
        }
      },
    },
    epc: {
      ...epc,
      formula: 'Σ_{r ≤ k} hit(r) · (1 − n_j / users) / log₂(r + 1) / Σ_{r ≤ k} 1 / log₂(r + 1)',
      prepare: ({ train, cutoff }) =>
        discountedMeanOfHits(
          Float64Array.from(countUsers(train), (count) => 1 - count / train.users),
          cutoff,
        ),
    },
    efd: {
      ...efd,
      formula: 'Σ_{r ≤ k} hit(r) · −log₂(n_j / Σ n) / log₂(r + 1) / Σ_{r ≤ k} 1 / log₂(r + 1)',
      prepare: ({ train, cutoff }) => discountedMeanOfHits(freeDiscovery(countUsers(train)), cutoff),
    },
  },
}
