import type { ListsMetric, UserMetric } from '../metric.ts'
import { coverage } from '../metrics/coverage.ts'
import { entropy } from '../metrics/entropy.ts'
import { countListed } from '../metrics/exposure.ts'
import { countHits } from '../metrics/hits.ts'
import { mapFull } from '../metrics/map-full.ts'
import { map } from '../metrics/map.ts'
import { novelty } from '../metrics/novelty.ts'
import { countUsers } from '../metrics/popularity.ts'
import { precision } from '../metrics/precision.ts'
import { rPrecision } from '../metrics/r-precision.ts'
import { recallCapped } from '../metrics/recall-capped.ts'
import { recall } from '../metrics/recall.ts'
import { leaveOutEmptyLists, type Profile } from './profile.ts'

/** The share of the items with training users, over everybody's lists. */
const trainCoverage: ListsMetric = {
  ...coverage,
  audience: 'listed',
  formula: '|∪ lists@k| / items with training users',
  overall(lists, { train, cutoff }) {
    const listed = countListed(lists, train.items, cutoff).filter((count) => count > 0).length
    return listed / countUsers(train).filter((count) => count > 0).length
  },
}

/** Self-information among all training events, over all places of everybody's lists; items without training users count 0. */
const eventNovelty: ListsMetric = {
  id: novelty.id,
  title: novelty.title,
  kind: novelty.kind,
  summary: novelty.summary,
  takesCutoff: true,
  higherIsBetter: true,
  range: null,
  audience: 'listed',
  formula: 'Σ over places of lists@k of −log₂(n_j / Σ n) / places',
  overall(lists, { train, cutoff }) {
    const counts = countUsers(train)
    const total = counts.reduce((sum, count) => sum + count, 0)
    const listed = countListed(lists, train.items, cutoff)
    const places = listed.reduce((sum, count) => sum + count, 0)
    return (
      listed.reduce(
        (sum, count, item) => (counts[item]! > 0 ? sum - count * Math.log2(counts[item]! / total) : sum),
        0,
      ) / places
    )
  },
}

/** R-precision of the users who have a hit among the places that count. */
const hitRPrecision: UserMetric = {
  ...rPrecision,
  formula: 'hits among the first min(|rel|, k) / |rel|; users without one are left out',
  prepare:
    ({ cutoff }) =>
    (user) =>
      countHits(user, Math.min(user.relevantCount, cutoff)) / user.relevantCount || NaN,
}

/** Definitions of Microsoft's recommenders 1.2: users with a list and with relevant items are averaged, except for NDCG, where users without a list count 0. */
export const recommenders: Profile = {
  id: 'recommenders',
  title: 'recommenders',
  summary:
    'Users without a list are left out except from NDCG, coverage is of the items in training, novelty counts events.',
  reference:
    'recommenders 1.2.1, recommenders.evaluation.python_evaluation, https://github.com/recommenders-team/recommenders',
  definitions: {
    ...leaveOutEmptyLists([precision, recall, recallCapped, map, mapFull]),
    'r-precision': hitRPrecision,
    coverage: trainCoverage,
    entropy: { ...entropy, audience: 'listed' },
    novelty: eventNovelty,
  },
}
