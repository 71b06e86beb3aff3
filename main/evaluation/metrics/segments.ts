import type { Interactions } from '../../data/interactions.ts'
import type { MetricData } from '../metric.ts'
import type { ListRows } from '../ranked-lists.ts'
import { ndcg } from './ndcg.ts'

/** Smaller segments are left out: the mean of a few users says little of the segment. */
const leastShare = 0.05

/** Mean NDCG@k of each segment with 5 % or more of the users, segments in the order of their names; a user may be in several. */
export function ndcgOfSegments(
  lists: ListRows,
  data: MetricData,
  segmentsOf: (user: number) => readonly string[],
): number[] {
  const measure = ndcg.prepare(data)
  const sums = new Map<string, { sum: number; users: number }>()
  lists.forEach((list) => {
    const value = measure(list)
    for (const segment of segmentsOf(list.user)) {
      const held = sums.get(segment) ?? { sum: 0, users: 0 }
      sums.set(segment, held)
      held.sum += value
      held.users++
    }
  })
  return [...sums]
    .filter(([, { users }]) => users >= leastShare * lists.length)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { sum, users }]) => sum / users)
}

/** The users of the lists in three groups by their training items, the least active first; users with equally many are in one group. */
export function activityThirds(lists: ListRows, { byUser }: Interactions): (user: number) => string[] {
  const activity = (user: number) => byUser.offsets[user + 1]! - byUser.offsets[user]!
  const sorted = new Int32Array(lists.length)
  let row = 0
  lists.forEach(({ user }) => (sorted[row++] = activity(user)))
  sorted.sort()
  const first = sorted[Math.floor(sorted.length / 3)]!
  const second = sorted[Math.floor((2 * sorted.length) / 3)]!
  return (user) => [activity(user) < first ? '1' : activity(user) < second ? '2' : '3']
}

/** The categories of a user in the user table. */
export const userCategories =
  ({ side }: Interactions) =>
  (user: number): string[] =>
    (side?.users?.categories ?? []).flatMap(({ name, values }) =>
      (values[user] ?? []).map((value) => `${name}\u0000${value}`),
    )
