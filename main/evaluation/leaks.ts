import type { LeakAudit } from '../contract/api/runs.ts'
import { selectRows, type InteractionColumns } from '../data/interactions.ts'
import { includesSorted } from './metrics/hits.ts'
import type { Fold } from './task.ts'

/**
 * How far a split lets a model learn from the future, over all folds together.
 *
 * - `sameUser`, `anyUser`: share of test events that are older than some training event of the same user, of anybody; null without times.
 * - `droppedUsers`, `droppedItems`: distinct users and items that occur in the test of a fold but not in its training.
 * - `repeatedPairs`: test events whose pair of user and item is in training as well; they cannot count as relevant.
 *
 * Y. Ji, A. Sun, J. Zhang, C. Li (2023). A Critical Study on Data Leakage in Recommender System Offline Evaluation. TOIS 41(3). doi:10.1145/3569930
 */
export function auditLeaks(log: InteractionColumns, folds: readonly Fold[]): LeakAudit {
  const droppedUsers = new Set<number>()
  const droppedItems = new Set<number>()
  let sameUser = 0
  let anyUser = 0
  let events = 0
  let repeatedPairs = 0
  for (const { train, test } of folds) {
    const last = new Float64Array(log.users).fill(-Infinity)
    const trainUsers = new Uint8Array(log.users)
    const trainItems = new Uint8Array(log.items)
    const { offsets, indices } = selectRows(log, train).byUser
    let lastOfAll = -Infinity
    for (const row of train) {
      const user = log.user[row]!
      trainUsers[user] = 1
      trainItems[log.item[row]!] = 1
      if (!log.time) continue
      last[user] = Math.max(last[user]!, log.time[row]!)
      lastOfAll = Math.max(lastOfAll, log.time[row]!)
    }
    for (const row of test) {
      const user = log.user[row]!
      const item = log.item[row]!
      if (!trainUsers[user]) droppedUsers.add(user)
      if (!trainItems[item]) droppedItems.add(item)
      if (includesSorted(indices.subarray(offsets[user], offsets[user + 1]), item)) repeatedPairs++
      if (!log.time) continue
      if (log.time[row]! < last[user]!) sameUser++
      if (log.time[row]! < lastOfAll) anyUser++
    }
    events += test.length
  }
  return {
    sameUser: log.time && events > 0 ? sameUser / events : null,
    anyUser: log.time && events > 0 ? anyUser / events : null,
    droppedUsers: droppedUsers.size,
    droppedItems: droppedItems.size,
    repeatedPairs,
  }
}
