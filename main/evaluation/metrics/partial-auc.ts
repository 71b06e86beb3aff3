import type { UserMetric } from '../metric.ts'
import type { ListView } from '../ranked-lists.ts'
import { countHits } from './hits.ts'

/**
 * AUC of a cut ranking: only the first k places are known, and the relevant items beyond them are taken to lie evenly among the rest. Every item of the
 * catalogue that is not relevant is a negative, those of training included.
 *
 *   AUC@k = (Σ misses in the list of hits before + (hits@k + |rel|) / 2 · (n − misses@k)) / (|rel| · n),   n = items − |rel|
 *
 * B. Frederickson. implicit: fast Python collaborative filtering for implicit feedback, `ranking_metrics_at_k`. https://github.com/benfred/implicit
 */
export const partialAuc: UserMetric = {
  id: 'partial-auc',
  title: 'Partial AUC',
  kind: 'ranking',
  summary: 'AUC when only the list is known and the other relevant items lie evenly among the rest.',
  formula: '(Σ_{misses in list@k} hits before + ½ (hits@k + |rel|) (n − misses@k)) / (|rel| · n), n = items − |rel|',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare:
    ({ cutoff, train }) =>
    (list) =>
      aucOfPlaces(list, Math.min(cutoff, list.length), train.items),
}

/** The same of a list with so many places, of which those beyond the list are misses. */
export function aucOfPlaces(list: ListView, places: number, items: number): number {
  const { hits, relevantCount } = list
  const count = countHits(list, places)
  const misses = places - count
  let won = 0
  for (let hit = 0; hit < count; hit++) won += misses - (hits[hit]! - hit)
  const negatives = items - relevantCount
  return (won + ((count + relevantCount) / 2) * (negatives - misses)) / (relevantCount * negatives)
}
