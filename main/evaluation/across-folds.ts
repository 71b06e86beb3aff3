import type { FoldsMetric } from './metric.ts'
import type { TaskOutcome } from './task.ts'

/** Compares each user's lists between folds: one value for every user with a list in two or more folds, users ascending. */
export function compareFolds(
  metric: FoldsMetric,
  cutoff: number,
  folds: readonly Pick<TaskOutcome, 'users' | 'lists' | 'listLength'>[],
): { readonly users: Int32Array; readonly values: Float64Array } {
  const held = new Map<number, Int32Array[]>()
  for (const { users, lists, listLength } of folds)
    users.forEach((user, row) => {
      const list = lists.subarray(row * listLength, (row + 1) * listLength).filter((item) => item >= 0)
      if (list.length === 0) return
      const others = held.get(user)
      if (others) others.push(list)
      else held.set(user, [list])
    })
  const users = Int32Array.from(held.keys())
    .filter((user) => held.get(user)!.length > 1)
    .sort()
  return { users, values: Float64Array.from(users, (user) => metric.compareLists(held.get(user)!, cutoff)) }
}
