import type { UserMetric } from '../metric.ts'
import type { Interactions } from '../../data/interactions.ts'
import { includesSorted } from './hits.ts'
import { countUsers, historyOf, orderByPopularity } from './popularity.ts'

/**
 * Unexpectedness: the share of the list that a recommender of popular items would not have listed. Undefined for an empty list.
 *
 *   Unexpectedness@k = |list@k \ popular@k(u)| / length of the list,   popular@k(u) the k most popular items that the user did not have
 *
 * P. Adamopoulos, A. Tuzhilin (2014). On unexpectedness in recommender systems: or how to better expect the unexpected. TIST 5(4). doi:10.1145/2559952
 */
export const unexpectedness: UserMetric = {
  id: 'unexpectedness',
  title: 'Unexpectedness',
  kind: 'beyond-accuracy',
  summary: 'Share of the list that a recommender of popular items would not have listed.',
  formula: '|list@k \\ popular@k(u)| / length of the list',
  takesCutoff: true,
  higherIsBetter: true,
  range: [0, 1],
  prepare({ train, cutoff }) {
    const expected = expectPopular(train, cutoff)
    return ({ user, ranked, length }) => {
      const known = expected(user)
      const places = Math.min(cutoff, length)
      let unexpected = 0
      for (let position = 0; position < places; position++) if (!includesSorted(known, ranked[position]!)) unexpected++
      return unexpected / places
    }
  },
}

/** The k most popular items that a user did not have in training, ascending by number. */
export function expectPopular(train: Interactions, cutoff: number): (user: number) => Int32Array {
  const order = orderByPopularity(countUsers(train))
  return (user) => {
    const history = historyOf(train, user)
    const expected = new Int32Array(Math.min(cutoff, train.items - history.length))
    let count = 0
    for (let place = 0; count < expected.length; place++)
      if (!includesSorted(history, order[place]!)) expected[count++] = order[place]!
    return expected.sort()
  }
}
