import { hash32 } from './random.ts'
import { roundSignificant } from './significant.ts'

/** The best items of one row of scores: indices and scores aligned, best first. */
export interface TopItems {
  readonly items: Int32Array
  readonly scores: Float64Array
}

/** Relative width within which two scores may round to the same 12 significant digits. */
const slack = 1e-11

/** Places that may be among the best; grows with the longest row that was seen. */
let places = new Int32Array(1024)

/**
 * The `k` best of a row of scores without sorting the row. Scores are compared after rounding to 12 significant digits, so that scores which are equal by
 * formula tie. Ties are ordered by a hash of salt and index, so that they fall by seed and not by number; without a salt the lower index is first.
 * NaN ranks after every number. Time linear in the row, plus k for each entry that enters the list.
 *
 * @param scores one score per item; −Infinity leaves an item out
 * @param salt what ties depend on beside the item, such as {@link tieSalt} of seed and user; null: the lower index is first
 * @param names the item of each score, where they are not numbered from 0
 * @returns rounded scores, NaN where the model gave none
 */
export function topK(
  scores: Float32Array | Float64Array,
  k: number,
  salt: number | null,
  names: Int32Array | null = null,
): TopItems {
  const items = new Int32Array(k)
  const kept = new Float64Array(k)
  const ties = new Float64Array(k)
  const candidates = k === 0 ? 0 : findCandidates(scores, kept)
  let count = 0
  for (let candidate = 0; candidate < candidates; candidate++) {
    const place = places[candidate]!
    const raw = scores[place]!
    const score = raw === raw ? roundSignificant(raw) : -Infinity
    if (count === k && score < kept[k - 1]!) continue
    const item = names === null ? place : names[place]!
    const tie = salt === null ? item : hash32(item ^ salt)
    if (count === k && score === kept[k - 1] && tie >= ties[k - 1]!) continue
    let rank = count < k ? count++ : k - 1
    while (rank > 0 && (kept[rank - 1]! < score || (kept[rank - 1] === score && ties[rank - 1]! > tie))) {
      items[rank] = items[rank - 1]!
      kept[rank] = kept[rank - 1]!
      ties[rank] = ties[rank - 1]!
      rank--
    }
    items[rank] = item
    kept[rank] = score
    ties[rank] = tie
  }
  return {
    items: items.slice(0, count),
    scores: kept.slice(0, count).map((score) => (score === -Infinity ? NaN : score)),
  }
}

/**
 * Writes to {@link places} where a row may have one of its best, as many as `largest` is long, after rounding; gives how many there are. `largest` is overwritten.
 */
function findCandidates(scores: Float32Array | Float64Array, largest: Float64Array): number {
  if (places.length < scores.length) places = new Int32Array(scores.length)
  largest.fill(-Infinity)
  const last = largest.length - 1
  let least = -Infinity
  let found = 0
  const end = scores.length
  for (let place = 0; place < end; place++) {
    while (place < end && scores[place]! < least) place++
    if (place === end) break
    const score = scores[place]!
    if (score === -Infinity) continue
    places[found++] = place
    if (!(score > largest[last]!)) continue
    let rank = last
    while (rank > 0 && largest[rank - 1]! < score) {
      largest[rank] = largest[rank - 1]!
      rank--
    }
    largest[rank] = score
    least = loosen(largest[last]!)
  }
  let count = 0
  for (let candidate = 0; candidate < found; candidate++) {
    const place = places[candidate]!
    if (!(scores[place]! < least)) places[count++] = place
  }
  return count
}

const loosen = (score: number): number => (Number.isFinite(score) ? score - slack * Math.abs(score) : score)

/** The salt under which ties of one user are broken. */
export const tieSalt = (seed: number, user: number): number =>
  hash32(Math.imul(hash32(seed + 1), 0x9e3779b1) ^ hash32(user))
