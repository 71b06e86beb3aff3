import type { FoldsMetric } from './metric.ts'
import type { TaskOutcome } from './task.ts'

/** Compares each user's lists between folds: one value for every user with a list in two or more folds, users ascending. */
export function compareFolds(
  metric: FoldsMetric,
  cutoff: number,
  folds: readonly Pick<TaskOutcome, 'users' | 'lists' | 'listLength'>[],
): { readonly users: Int32Array; readonly values: Float64Array } {
  const largest = folds.reduce((most, { users }) => users.reduce((a, b) => Math.max(a, b), most), -1)
  const counts = new Int32Array(largest + 1)
  const lengths = folds.map(({ users, lists, listLength }) =>
    users.map((user, row) => {
      let length = listLength
      while (length > 0 && lists[row * listLength + length - 1]! < 0) length--
      if (length > 0) counts[user]!++
      return length
    }),
  )
  const rows = folds.map(({ users }) => {
    const rowOf = new Int32Array(largest + 1).fill(-1)
    for (let row = 0; row < users.length; row++) rowOf[users[row]!] = row
    return rowOf
  })
  const users = Int32Array.from(counts.keys()).filter((user) => counts[user]! > 1)
  const listsOf = (user: number) =>
    folds.flatMap(({ lists, listLength }, fold) => {
      const row = rows[fold]![user]!
      const length = row < 0 ? 0 : lengths[fold]![row]!
      return length === 0 ? [] : [lists.subarray(row * listLength, row * listLength + length)]
    })
  return { users, values: Float64Array.from(users, (user) => metric.compareLists(listsOf(user), cutoff)) }
}
