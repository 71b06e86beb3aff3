import type { Experiment } from '../contract/experiment.ts'
import type { Interactions } from '../data/interactions.ts'
import { roundSignificant } from '../math/significant.ts'
import { tieSalt, topK } from '../math/top-k.ts'
import { breathe } from '../recommenders/breathe.ts'
import type { Model } from '../recommenders/recommender.ts'
import type { Candidates } from './candidates.ts'
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
 * sample of negatives are ranked.
 *
 * @param seen the events that count as known of each user: training, and what the model is shown
 */
export async function rankUsers(
  model: Model,
  seen: KnownItems,
  relevance: Relevance,
  { listLength, cutoff, needsRanks, ties: tieOrder, seed, shown, negatives }: Ranking,
  observer: { readonly signal: AbortSignal; progress(fraction: number): void },
): Promise<RankedUsers> {
  const { users, offsets, items } = relevance
  const size = Math.max(1, Math.min(256, Math.floor(blockScores / seen.items)))
  const block = new Float64Array(Math.min(size, users.length) * seen.items)
  const keep = negatives && keepOnly(seen.items, negatives)
  const ranked: RankedUser[] = []
  const scores: Float64Array[] = []
  let ties = 0
  for (let from = 0; from < users.length; from += size) {
    const part = users.subarray(from, from + size)
    await scoreBlock(model, part, block.subarray(0, part.length * seen.items), seen.items, shown)
    for (let row = 0; row < part.length; row++) {
      const user = part[row]!
      const line = block.subarray(row * seen.items, (row + 1) * seen.items)
      const start = seen.byUser.offsets[user]!
      const end = seen.byUser.offsets[user + 1]!
      for (let entry = start; entry < end; entry++) line[seen.byUser.indices[entry]!] = -Infinity
      const relevant = items.subarray(offsets[from + row], offsets[from + row + 1])
      const candidates = keep ? keep(line, user, relevant) : seen.items - (end - start)
      const best = topK(line, listLength + 1, tieOrder === 'seeded' ? tieSalt(seed, user) : null)
      if (best.items.length > cutoff && Object.is(best.scores[cutoff - 1], best.scores[cutoff])) ties++
      const places = needsRanks ? findRanks(line, relevant, candidates) : null
      ranked.push({
        user,
        ranked: best.items.slice(0, listLength),
        relevant,
        ranks: places && places.ranks,
        tied: places && places.tied,
        candidates,
      })
      scores.push(best.scores.slice(0, listLength))
    }
    observer.progress(Math.min(1, (from + size) / users.length))
    await breathe(observer.signal)
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
  let ranked = 0
  for (const raw of line) {
    if (raw === -Infinity) continue
    ranked++
    const score = orderable(raw)
    const place = lowerBound(sorted, score)
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
