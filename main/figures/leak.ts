import type { LeakAudit } from '../contract/api/runs.ts'
import { formatCount, formatPercent } from './format.ts'

/** A sentence with `{name}` holes and what fills them; the English is the key of a translation. */
export interface LeakSentence {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** From this share on a leak is said aloud. */
export const notableLeak = 0.005

/** What a reader should know of the split, in one sentence; undefined when no test event is older than what was learned. */
export function leakSentence({ futureOfSameUser, futureOfOthers }: LeakAudit): LeakSentence | undefined {
  if (futureOfSameUser !== null && futureOfSameUser >= notableLeak)
    return {
      key: '{share} of test events are older than a training event of the same user',
      values: { share: formatPercent(futureOfSameUser) },
    }
  if (futureOfOthers !== null && futureOfOthers >= notableLeak)
    return {
      key: '{share} of test events are older than a training event of another user',
      values: { share: formatPercent(futureOfOthers) },
    }
  return undefined
}

/** A row of the audit: what is counted, and the share as text; `share` is null where it cannot be known without times. */
export interface LeakEntry {
  readonly key: string
  readonly share: number | null
  readonly text: string
  readonly isLeak: boolean
}

/** The whole audit, one row per share. */
export function leakEntries(leak: LeakAudit): readonly LeakEntry[] {
  const { counts } = leak
  const entry = (key: string, share: number | null, isLeak: boolean, count?: number): LeakEntry => ({
    key,
    share,
    text: share === null ? '–' : `${formatPercent(share, 1)}${count === undefined ? '' : ` (${formatCount(count)})`}`,
    isLeak,
  })
  return [
    entry('Test events older than a training event of the same user', leak.futureOfSameUser, true),
    entry('Test events older than a training event of another user', leak.futureOfOthers, true),
    entry('Test events at the same time as a training event', leak.ties, true),
    entry('Test events whose pair is also in training', leak.repeatedPairs, true, counts.repeatedPairs),
    entry('Test users without training events', leak.droppedUsers, false, counts.droppedUsers),
    entry('Test items without training events', leak.droppedItems, false, counts.droppedItems),
  ]
}
