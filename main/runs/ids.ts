import type { RunId } from '../contract/ids.ts'

let lastStamp = 0

/**
 * An id that sorts by time and names a folder: date and time to the minute in UTC, then four letters of base 36 for the millisecond within the
 * minute, such as `2026-11-21-0457-0k3f`. Ids of one process never repeat.
 */
export function createRunId(now = Date.now()): RunId {
  lastStamp = Math.max(now, lastStamp + 1)
  const [date, time] = new Date(lastStamp).toISOString().split('T') as [string, string]
  const suffix = (lastStamp % 60_000).toString(36).padStart(4, '0')
  return `${date}-${time.slice(0, 2)}${time.slice(3, 5)}-${suffix}` as RunId
}

export const runIdPattern = /^\d{4}-\d{2}-\d{2}-\d{4}-[0-9a-z]{4}$/
