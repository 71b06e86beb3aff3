import type { LeakAudit, RunResults } from '../contract/api/runs.ts'

/** The audit as runs kept it before shares were kept of all. */
interface EarlierLeaks {
  readonly sameUser: number | null
  readonly anyUser: number | null
  readonly droppedUsers: number
  readonly droppedItems: number
  readonly repeatedPairs: number
}

/** Results of an earlier version in the present shape; what was not counted then is 0, and shares that cannot be known are null. */
export function upgradeResults(results: RunResults & { readonly leaks?: EarlierLeaks }): RunResults {
  const { leaks, ...rest } = results
  if (!leaks || results.leak !== undefined) return results
  const { droppedUsers, droppedItems, repeatedPairs } = leaks
  const leak: LeakAudit = {
    futureOfSameUser: leaks.sameUser,
    futureOfOthers: leaks.anyUser,
    repeatedPairs: 0,
    droppedUsers: 0,
    droppedItems: 0,
    ties: null,
    counts: {
      folds: results.protocol.folds,
      testEvents: 0,
      testUsers: 0,
      testItems: 0,
      repeatedPairs,
      droppedUsers,
      droppedItems,
      unused: 0,
    },
  }
  return { ...rest, leak }
}
