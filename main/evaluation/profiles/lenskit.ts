import type { UserMetric } from '../metric.ts'
import { countHits, includesSorted } from '../metrics/hits.ts'
import { map } from '../metrics/map.ts'
import { ndcg } from '../metrics/ndcg.ts'
import { precision } from '../metrics/precision.ts'
import { recallCapped } from '../metrics/recall-capped.ts'
import { recall } from '../metrics/recall.ts'
import type { Profile } from './profile.ts'

/**
 * NDCG with LensKit's default rank weight, under which ranks 1 and 2 count alike.
 *
 *   DCG@k = Σ_{r ≤ k} hit(r) / log₂(max(r, 2)),   ideal over min(|rel|, k) hits
 */
const lenskitNdcg: UserMetric = {
  ...ndcg,
  formula: 'DCG@k / IDCG@k, DCG@k = Σ_{r ≤ k} hit(r) / log₂(max(r, 2))',
  prepare({ cutoff }) {
    const weights = Float64Array.from({ length: cutoff }, (_, position) => 1 / Math.log2(Math.max(position + 1, 2)))
    return ({ ranked, relevant }) => {
      let gain = 0
      let ideal = 0
      for (let position = 0; position < Math.min(cutoff, ranked.length); position++)
        if (includesSorted(relevant, ranked[position]!)) gain += weights[position]!
      for (let position = 0; position < Math.min(cutoff, relevant.length); position++) ideal += weights[position]!
      return gain / ideal
    }
  },
}

const lenskitPrecision: UserMetric = {
  ...precision,
  formula: 'hits@k / length of the list',
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, cutoff) / Math.min(cutoff, user.ranked.length),
}

const lenskitMap: UserMetric = {
  ...map,
  formula: 'Σ_{r ≤ k} hit(r) · P@r / min(|rel|, length of the list)',
  prepare(data) {
    const measure = map.prepare(data)
    return (user) => {
      const length = Math.min(data.cutoff, user.ranked.length)
      const { relevant } = user
      return (measure(user) * Math.min(relevant.length, data.cutoff)) / Math.min(relevant.length, length)
    }
  },
}

/** Definitions of LensKit 2025.8, whose recall divides by what fits into the list. Precision and MAP of an empty list are undefined. */
export const lenskit: Profile = {
  id: 'lenskit',
  title: 'LensKit',
  summary:
    'Ranks 1 and 2 weigh the same in NDCG, recall is capped, precision and MAP divide by the length of the list.',
  reference: 'LensKit 2025.8.1, lenskit.metrics.ranking, https://lkpy.lenskit.org',
  definitions: {
    ndcg: lenskitNdcg,
    recall: { ...recall, formula: recallCapped.formula, prepare: recallCapped.prepare },
    precision: lenskitPrecision,
    map: lenskitMap,
  },
}
