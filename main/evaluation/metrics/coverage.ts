import type { ListsMetric } from '../metric.ts'

/**
 * Catalogue coverage: the share of all items that appear in the list of at least one evaluated user.
 *
 *   Coverage@k = |∪_u list@k(u)| / items
 *
 * M. Ge, C. Delgado-Battenfeld, D. Jannach (2010). Beyond accuracy: evaluating recommender systems by coverage and serendipity. RecSys '10.
 * doi:10.1145/1864708.1864761
 */
export const coverage: ListsMetric = {
  id: 'coverage',
  title: 'Coverage',
  kind: 'beyond-accuracy',
  summary: 'Share of the catalogue that appears in at least one list.',
  formula: '|∪ lists@k| / items',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  overall(lists, { train, cutoff }) {
    const seen = new Uint8Array(train.items)
    lists.forEach(({ ranked, length }) => {
      for (let position = 0; position < Math.min(cutoff, length); position++) seen[ranked[position]!] = 1
    })
    return seen.reduce((sum, flag) => sum + flag, 0) / train.items
  },
}
