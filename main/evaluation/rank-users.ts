import type { Experiment } from '../contract/experiment.ts'
import type { Interactions } from '../data/interactions.ts'
import { roundSignificant } from '../math/significant.ts'
import { tieSalt, topK } from '../math/top-k.ts'
import { breathe } from '../recommenders/breathe.ts'
import type { Model } from '../recommenders/recommender.ts'
import type { Candidates } from './candidates.ts'
import { openFactorLists, screensLists } from './factor-lists.ts'
import type { RankedUser } from './metric.ts'
import type { Relevance } from './relevance.ts'
import { scoreBlock } from './score-block.ts'

/** The items that count as known of each user. */
export type KnownItems = Pick<Interactions, 'items' | 'byUser'>

/** How users are ranked: how many items are kept of each, and what their metrics need. */
export interface Ranking {
  readonly listLength: number
  /** The cut at which ties are counted. */
  readonly cutoff: number
  readonly needsRanks: boolean
  /** Equal scores fall by a hash of seed, user and item, or the lower item number is first. */
  readonly ties: Experiment['ties']
  readonly seed: number
  /** What trained models are shown of users whom they do not know. */
  readonly shown?: Interactions | undefined
  /** Negatives ranked beside the relevant items; absent, every item that the user did not have. */
  readonly negatives?: Candidates | undefined
}

/** The ranked users with the scores of their lists, and the number of lists whose cut fell within a tie. */
export interface RankedUsers {
  readonly ranked: readonly RankedUser[]
  readonly scores: readonly Float64Array[]
  readonly ties: number
}

/** Scores held at a time, so that memory does not grow with the number of users. */
const blockScores = 2 ** 21

/**
 * Ranks every item that a user did not have before the test, for each user with something relevant: a block of users is scored, seen items are masked, the
 * best are selected without sorting. Scores equal to 12 significant digits tie; unscorable items (NaN) come last. On request only the relevant items and a
 * sample of negatives are ranked. Where scores are inner products of factors and lists are all that is wanted, most items are left out without being scored; the
 * lists are the same.
 *
 * @param seen the events that count as known of each user: training, and what the model is shown
 * @param threads for screening by inner products
 */
export async function rankUsers(
  model: Model,
  seen: KnownItems,
  relevance: Relevance,
  ranking: Ranking,
  observer: { readonly signal: AbortSignal; progress(fraction: number): void },
  threads = 1,
): Promise<RankedUsers> {
  const { listLength, cutoff, needsRanks, ties: tieOrder, seed, shown, negatives } = ranking
  const { users, offsets, items } = relevance
  const keep = listLength + 1
  const lists = screensLists(model, ranking)
    ? openFactorLists(model, seen, { users: users.length, keep, threads })
    : null
  const size = lists?.blockSize ?? Math.max(1, Math.min(256, Math.floor(blockScores / seen.items)))
  const block = new Float64Array((lists ? 1 : Math.min(size, users.length)) * seen.items)
  const leaveOut = negatives && keepOnly(seen.items, negatives)
  const ranked: RankedUser[] = []
  const scores: Float64Array[] = []
  let ties = 0
  const scoreAll = (part: Int32Array) =>
    scoreBlock(model, part, block.subarray(0, part.length * seen.items), seen.items, shown)
  const take = (row: number, line: Float64Array, names: Int32Array | null): void => {
    const user = users[row]!
    const relevant = items.subarray(offsets[row], offsets[row + 1])
    const known = seen.byUser.indices.subarray(seen.byUser.offsets[user], seen.byUser.offsets[user + 1])
    if (names === null) for (const item of known) line[item] = -Infinity
    const candidates = leaveOut ? leaveOut(line, user, relevant) : seen.items - known.length
    const best = topK(line, keep, tieOrder === 'seeded' ? tieSalt(seed, user) : null, names)
    if (best.items.length > cutoff && Object.is(best.scores[cutoff - 1], best.scores[cutoff])) ties++
    const { ranks = null, tied = null } = needsRanks ? findRanks(line, relevant, candidates) : {}
    ranked.push({ user, ranked: best.items.slice(0, listLength), relevant, ranks, tied, candidates })
    scores.push(best.scores.slice(0, listLength))
  }
  try {
    for (let from = 0; from < users.length; from += size) {
      const part = users.subarray(from, from + size)
      const found = lists?.find(part)
      if (!found) await scoreAll(part)
      for (let row = 0; row < part.length; row++) {
        const list = found?.[row]
        if (found && !list) await scoreAll(part.subarray(row, row + 1))
        const at = found ? 0 : row * seen.items
        take(from + row, list?.scores ?? block.subarray(at, at + seen.items), list?.items ?? null)
      }
      observer.progress(Math.min(1, (from + size) / users.length))
      await breathe(observer.signal)
    }
  } finally {
    lists?.end()
  }
  return { ranked, scores, ties }
}

/** Masks all but the relevant items and the negatives of a user; gives how many are left. */
function keepOnly(items: number, { offsets, items: negatives }: Candidates) {
  const kept = new Uint8Array(items)
  return (line: Float64Array, user: number, relevant: Int32Array): number => {
    kept.fill(0)
    for (const item of relevant) kept[item] = 1
    for (let entry = offsets[user]!; entry < offsets[user + 1]!; entry++) kept[negatives[entry]!] = 1
    let count = 0
    for (let item = 0; item < items; item++) {
      if (kept[item] === 1) count++
      else line[item] = -Infinity
    }
    return count
  }
}

/**
 * Rank of each relevant item among the candidates, from 1; equal scores share their mean rank. NaN counts as the lowest score; items that the model left
 * out (−Infinity) share the last ranks. With each rank the number of candidates that share it.
 */
function findRanks(
  line: Float64Array,
  relevant: Int32Array,
  candidates: number,
): { readonly ranks: Float64Array; readonly tied: Float64Array } {
  const wanted = Float64Array.from(relevant, (item) => orderable(line[item]!))
  const sorted = wanted.slice().sort()
  const above = new Int32Array(sorted.length + 1)
  const equal = new Int32Array(sorted.length)
  const least = (sorted[0] ?? NaN) - closeness * Math.abs(sorted[0] ?? NaN)
  let ranked = 0
  for (let item = 0; item < line.length; item++) {
    const raw = line[item]!
    if (raw === -Infinity) continue
    ranked++
    if (raw < least) continue
    let place = lowerBound(sorted, raw)
    if (!isClose(sorted[place - 1], raw) && !isClose(sorted[place], raw)) {
      above[place]!++
      continue
    }
    const score = orderable(raw)
    place = lowerBound(sorted, score)
    above[place]!++
    if (sorted[place] === score) equal[place]!++
  }
  // A candidate with place p scores above exactly the relevant scores before p.
  for (let place = sorted.length - 1; place >= 0; place--) above[place]! += above[place + 1]!
  const tied = Float64Array.from(wanted, (score) =>
    score === -Infinity ? candidates - ranked : equal[lowerBound(sorted, score)]!,
  )
  const ranks = Float64Array.from(wanted, (score, position) =>
    score === -Infinity
      ? (ranked + 1 + candidates) / 2
      : above[lowerBound(sorted, score) + 1]! + (tied[position]! + 1) / 2,
  )
  return { ranks, tied }
}

/** The lowest number stands for NaN. */
const orderable = (score: number): number => (score === score ? roundSignificant(score) : -Number.MAX_VALUE)

/** Relative distance within which rounding to 12 significant digits may make two scores equal. */
const closeness = 1e-11

/** Whether a score may become this rounded one; also where it is no number. */
const isClose = (rounded: number | undefined, score: number): boolean =>
  rounded !== undefined && !(Math.abs(rounded - score) > closeness * Math.abs(score))

/** First position whose value is at least `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
