import type { ListsMetric, UserMetric } from '../metric.ts'
import { dcg } from '../metrics/dcg.ts'
import { countListed, giniOf } from '../metrics/exposure.ts'
import { exposureGini } from '../metrics/exposure-gini.ts'
import { gini } from '../metrics/gini.ts'
import { gradedNdcg } from '../metrics/gains.ts'
import { countHits, sumAtHits } from '../metrics/hits.ts'
import { hit } from '../metrics/hit.ts'
import { listLength } from '../metrics/list-length.ts'
import { map } from '../metrics/map.ts'
import { mrr } from '../metrics/mrr.ts'
import { ndcgLinear } from '../metrics/ndcg-linear.ts'
import { ndcg } from '../metrics/ndcg.ts'
import { popularityRank } from '../metrics/popularity-rank.ts'
import { precision } from '../metrics/precision.ts'
import { rbpNormalised } from '../metrics/rbp-normalised.ts'
import { patience, rbp } from '../metrics/rbp.ts'
import { recallCapped } from '../metrics/recall-capped.ts'
import { recall } from '../metrics/recall.ts'
import { byId, type Profile } from './profile.ts'

/** LensKit's default rank weight, under which ranks 1 and 2 count alike: 1 / log₂(max(rank, 2)). */
const rankWeights = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, position) => 1 / Math.log2(Math.max(position + 1, 2)))

const lenskitDcg: UserMetric = {
  ...dcg,
  formula: 'Σ_{r ≤ k} hit(r) / log₂(max(r, 2))',
  prepare({ cutoff }) {
    const weights = rankWeights(cutoff)
    return (list) => sumAtHits(list, weights)
  },
}

const lenskitNdcg: UserMetric = {
  ...ndcg,
  formula: 'DCG@k / IDCG@k, DCG@k = Σ_{r ≤ k} hit(r) / log₂(max(r, 2))',
  prepare(data) {
    const measure = lenskitDcg.prepare(data)
    const ideals = rankWeights(data.cutoff)
    for (let rank = 1; rank < data.cutoff; rank++) ideals[rank]! += ideals[rank - 1]!
    return (user) => measure(user) / ideals[Math.min(user.relevantCount, data.cutoff) - 1]!
  },
}

const lenskitPrecision: UserMetric = {
  ...precision,
  formula: 'hits@k / length of the list',
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, cutoff) / Math.min(cutoff, user.length),
}

const lenskitMap: UserMetric = {
  ...map,
  formula: 'Σ_{r ≤ k} hit(r) · P@r / min(|rel|, length of the list)',
  prepare(data) {
    const measure = map.prepare(data)
    return (user) => {
      const length = Math.min(data.cutoff, user.length)
      const { relevantCount } = user
      return (measure(user) * Math.min(relevantCount, data.cutoff)) / Math.min(relevantCount, length)
    }
  },
}

/** Exposure in single precision, as LensKit keeps it. */
const singleExposureGini: ListsMetric = {
  ...exposureGini,
  audience: 'listed',
  overall(lists, { train, cutoff }) {
    const exposure = countListed(lists, train.items, cutoff, (position) => Math.fround(patience ** position))
    return giniOf(exposure.map(Math.fround))
  },
}

/** A list of a user to whom nothing is relevant is undefined. */
const onRelevant = (metric: UserMetric): UserMetric => ({
  ...metric,
  prepare(data) {
    const measure = metric.prepare(data)
    return (user) => (user.relevantCount === 0 ? NaN : measure(user))
  },
})

/** Every list counts, and an undefined value counts 0 in the mean. */
const filled = (metric: UserMetric): UserMetric => ({ ...metric, audience: 'listed', fill: 0 })

/**
 * Definitions of LensKit 2025.8, whose recall divides by what fits into the list. Every list counts, those of users without test items too; in the mean,
 * as in LensKit's own summary, an undefined value is 0: precision and MAP of an empty list, and most metrics of a user without test items.
 */
export const lenskit: Profile = {
  id: 'lenskit',
  title: 'LensKit',
  summary:
    'Ranks 1 and 2 weigh the same in NDCG, recall is capped, precision and MAP divide by the length of the list.',
  reference: 'LensKit 2025.8.1, lenskit.metrics.ranking, https://lkpy.lenskit.org',
  definitions: {
    ...byId(
      [
        onRelevant(lenskitNdcg),
        onRelevant({
          ...ndcgLinear,
          formula: 'DCG@k / IDCG@k, DCG@k = Σ_{r ≤ k} value(r) / log₂(max(r, 2))',
          prepare: gradedNdcg((value) => value, rankWeights),
        }),
        lenskitDcg,
        onRelevant({ ...recall, formula: recallCapped.formula, prepare: recallCapped.prepare }),
        onRelevant(recallCapped),
        lenskitPrecision,
        onRelevant(lenskitMap),
        onRelevant(mrr),
        onRelevant(hit),
        onRelevant(rbp),
        onRelevant(rbpNormalised),
        popularityRank,
        listLength,
      ].map(filled),
    ),
    gini: { ...gini, audience: 'listed' },
    'exposure-gini': singleExposureGini,
  },
}
