import type { InteractionColumns } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'

/** The events of user u are `rows[offsets[u] … offsets[u + 1])`, earliest first; by row where the log has no times, and among equal times. */
export interface RowsByUser {
  readonly offsets: Int32Array
  readonly rows: Int32Array
}

export function rowsByUser({ users, user, time }: InteractionColumns): RowsByUser {
  const offsets = new Int32Array(users + 1)
  for (const owner of user) offsets[owner + 1]!++
  for (let u = 0; u < users; u++) offsets[u + 1]! += offsets[u]!
  const next = offsets.slice()
  const rows = new Int32Array(user.length)
  for (let row = 0; row < user.length; row++) rows[next[user[row]!]!++] = row
  if (time && !isAscending(time))
    for (let u = 0; u < users; u++)
      rows.subarray(offsets[u], offsets[u + 1]).sort((a, b) => time[a]! - time[b]! || a - b)
  return { offsets, rows }
}

/** Whether no value is below the one before it: the rows of a prepared log are in the order of their times. */
export function isAscending(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (!(values[i]! >= values[i - 1]!)) return false
  return true
}

/** The events of one user, earliest first; shuffled on request. */
export function eventsOf({ offsets, rows }: RowsByUser, user: number, shuffledBy?: Random): Int32Array {
  const events = rows.slice(offsets[user], offsets[user + 1])
  return shuffledBy ? shuffledBy.shuffle(events) : events
}

/**
 * How many of a user's events are held out: `amount` of them, or that share of them when it is below 1, rounded. A user must keep one event to be known by:
 * where `amount` leaves none, nothing is held out.
 */
export function heldOut(events: number, amount: number): number {
  if (amount < 1) return Math.max(0, Math.min(events - 1, Math.round(events * amount)))
  const whole = Math.round(amount)
  return whole < events ? whole : 0
}

/** A random share of some numbers, at least one. */
export function drawShare(from: Int32Array, share: number, random: Random): Int32Array {
  const count = Math.max(1, Math.round(from.length * share))
  return random.shuffle(from.slice()).subarray(0, count)
}

/** Users with at least so many events, ascending. */
export const usersWith = ({ offsets }: RowsByUser, least: number): Int32Array =>
  Int32Array.from(offsets.keys()).filter(
    (user) => user < offsets.length - 1 && offsets[user + 1]! - offsets[user]! >= least,
  )
