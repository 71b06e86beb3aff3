import type { LeakAudit } from '../contract/api/runs.ts'
import type { InteractionColumns } from '../data/interactions.ts'
import { numbersTo } from './splits/split.ts'
import { isAscending } from './splits/users.ts'
import type { Fold } from './task.ts'

/**
 * How far a split lets a model learn from the future, and what it asks of a model that the model cannot know. Shares are means over folds; what a model is shown of
 * a held-out user counts as training.
 *
 * - `futureOfSameUser`: test events older than some training event of the same user; `futureOfOthers`: of another user. Null without times.
 * - `ties`: test events at a time at which a training event happened as well, so that their order is unknown. Null without times.
 * - `repeatedPairs`: test events whose pair of user and item is in training too; seen items are never recommended, so they cannot count as relevant.
 * - `droppedUsers`, `droppedItems`: users and items of the test that occur in no training event, as a share of the users and items of the test.
 *
 * Y. Ji, A. Sun, J. Zhang, C. Li (2023). A Critical Study on Data Leakage in Recommender System Offline Evaluation. TOIS 41(3). doi:10.1145/3569930
 */
export function auditLeaks(log: InteractionColumns, folds: readonly Fold[]): LeakAudit {
  const pairs = rowsByPair(log)
  const counts = folds.map((fold) => countFold(log, fold, pairs))
  const total = (name: keyof Counts) => counts.reduce((sum, of) => sum + of[name], 0)
  const share = (name: keyof Counts, of: 'events' | 'users' | 'items') => {
    const shares = counts.filter((fold) => fold[of] > 0).map((fold) => fold[name] / fold[of])
    return shares.length === 0 ? 0 : shares.reduce((sum, each) => sum + each, 0) / shares.length
  }
  const timed = (name: keyof Counts) => (log.time ? share(name, 'events') : null)
  return {
    futureOfSameUser: timed('futureOfSameUser'),
    futureOfOthers: timed('futureOfOthers'),
    repeatedPairs: share('repeatedPairs', 'events'),
    droppedUsers: share('droppedUsers', 'users'),
    droppedItems: share('droppedItems', 'items'),
    ties: timed('ties'),
    counts: {
      folds: folds.length,
      testEvents: total('events'),
      testUsers: total('users'),
      testItems: total('items'),
      repeatedPairs: total('repeatedPairs'),
      droppedUsers: total('droppedUsers'),
      droppedItems: total('droppedItems'),
      unused: total('unused'),
    },
  }
}

type Counts = Record<
  | 'events'
  | 'users'
  | 'items'
  | 'futureOfSameUser'
  | 'futureOfOthers'
  | 'ties'
  | 'repeatedPairs'
  | 'droppedUsers'
  | 'droppedItems'
  | 'unused',
  number
>

const known = 1
const tested = 2

function countFold(log: InteractionColumns, { train, test, foldIn }: Fold, pairs: Int32Array): Counts {
  const { user, item } = log
  const marks = new Uint8Array(user.length)
  const knownItems = new Uint8Array(log.items)
  const knownUsers = new Uint8Array(log.users)
  for (const row of train) {
    marks[row] = known
    knownItems[item[row]!] = 1
  }
  for (const row of foldIn ?? []) marks[row] = known
  for (const row of test) marks[row] = tested
  for (let row = 0; row < marks.length; row++) if (marks[row] === known) knownUsers[user[row]!] = 1
  const users = distinct(test, user, log.users)
  const items = distinct(test, item, log.items)
  return {
    events: test.length,
    users: users.length,
    items: items.length,
    ...countTimes(log, marks, test),
    repeatedPairs: countRepeated(log, marks, pairs),
    droppedUsers: users.filter((each) => knownUsers[each] === 0).length,
    droppedItems: items.filter((each) => knownItems[each] === 0).length,
    unused: user.length - train.length - test.length - (foldIn?.length ?? 0),
  }
}

function countTimes({ users, user, time }: InteractionColumns, marks: Uint8Array, test: Int32Array) {
  if (!time) return { futureOfSameUser: 0, futureOfOthers: 0, ties: 0 }
  const latest = new Float64Array(users).fill(-Infinity)
  const held = new Float64Array(marks.length)
  let count = 0
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] !== known) continue
    held[count++] = time[row]!
    latest[user[row]!] = Math.max(latest[user[row]!]!, time[row]!)
  }
  const moments = held.subarray(0, count)
  if (!isAscending(moments)) moments.sort()
  let [last, lastUser, lastOfOthers] = [-Infinity, -1, -Infinity]
  latest.forEach((moment, owner) => {
    if (moment > last) [last, lastUser, lastOfOthers] = [moment, owner, last]
    else if (moment > lastOfOthers) lastOfOthers = moment
  })
  let [futureOfSameUser, futureOfOthers, ties] = [0, 0, 0]
  for (const row of test) {
    const moment = time[row]!
    if (moment < latest[user[row]!]!) futureOfSameUser++
    if (moment < (user[row] === lastUser ? lastOfOthers : last)) futureOfOthers++
    if (includesValue(moments, moment)) ties++
  }
  return { futureOfSameUser, futureOfOthers, ties }
}

/** Whether ascending values contain one. */
function includesValue(values: Float64Array, wanted: number): boolean {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return values[low] === wanted
}

function countRepeated({ user, item }: InteractionColumns, marks: Uint8Array, pairs: Int32Array): number {
  let repeated = 0
  let from = 0
  while (from < pairs.length) {
    const first = pairs[from]!
    let isKnown = false
    let tests = 0
    for (; from < pairs.length; from++) {
      const row = pairs[from]!
      if (user[row] !== user[first] || item[row] !== item[first]) break
      if (marks[row] === known) isKnown = true
      if (marks[row] === tested) tests++
    }
    if (isKnown) repeated += tests
  }
  return repeated
}

function distinct(rows: Int32Array, of: Int32Array, size: number): number[] {
  const seen = new Uint8Array(size)
  const found: number[] = []
  for (const row of rows) {
    if (seen[of[row]!] === 1) continue
    seen[of[row]!] = 1
    found.push(of[row]!)
  }
  return found
}

/** Rows by user, then item, by two counting sorts. */
function rowsByPair({ users, items, user, item }: InteractionColumns): Int32Array {
  return sortBy(user, users, sortBy(item, items, numbersTo(item.length)))
}

function sortBy(key: Int32Array, size: number, order: Int32Array): Int32Array {
  const next = new Int32Array(size + 1)
  for (let place = 0; place < order.length; place++) next[key[order[place]!]! + 1]!++
  for (let k = 0; k < size; k++) next[k + 1]! += next[k]!
  const sorted = new Int32Array(order.length)
  for (let place = 0; place < order.length; place++) sorted[next[key[order[place]!]!]!++] = order[place]!
  return sorted
}
