import { hash32 } from './random.ts'
import { roundSignificant } from './significant.ts'

/** The best items of one row of scores: indices and scores aligned, best first. */
export interface TopItems {
  readonly items: Int32Array
  readonly scores: Float64Array
}

/** Relative width within which two scores may round to the same 12 significant digits. */
const slack = 1e-11

/**
 * The `k` best of a row of scores without sorting the row. Scores are compared after rounding to 12 significant digits, so that scores which are equal by
 * formula tie. Ties are ordered by a hash of salt and index, so that they fall by seed and not by number; without a salt the lower index is first.
 * NaN ranks after every number. Time linear in the row, plus k for each entry that enters the list.
 *
 * @param scores one score per item; −Infinity leaves an item out
 * @param salt what ties depend on beside the item, such as {@link tieSalt} of seed and user; null: the lower index is first
 * @returns rounded scores, NaN where the model gave none
 */
export function topK(scores: Float32Array | Float64Array, k: number, salt: number | null): TopItems {
  const items = new Int32Array(k)
  const kept = new Float64Array(k)
  const ties = new Float64Array(k)
  const least = loosen(kthLargest(scores, k))
  let count = 0
  for (let item = 0; item < scores.length; item++) {
    const raw = scores[item]!
    if (raw === -Infinity || raw < least) continue
    const score = raw === raw ? roundSignificant(raw) : -Infinity
    if (count === k && (k === 0 || score < kept[k - 1]!)) continue
    const tie = salt === null ? item : hash32(item ^ salt)
    if (count === k && score === kept[k - 1] && tie >= ties[k - 1]!) continue
    let place = count < k ? count++ : k - 1
    while (place > 0 && (kept[place - 1]! < score || (kept[place - 1] === score && ties[place - 1]! > tie))) {
      items[place] = items[place - 1]!
      kept[place] = kept[place - 1]!
      ties[place] = ties[place - 1]!
      place--
    }
    items[place] = item
    kept[place] = score
    ties[place] = tie
  }
  return {
    items: items.slice(0, count),
    scores: kept.slice(0, count).map((score) => (score === -Infinity ? NaN : score)),
  }
}

/** The k-th largest number of a row, −Infinity when there are fewer; NaN does not count. */
function kthLargest(scores: Float32Array | Float64Array, k: number): number {
  if (k === 0) return Infinity
  const largest = new Float64Array(k).fill(-Infinity)
  let worst = -Infinity
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item]!
    if (!(score > worst)) continue
    let place = k - 1
    while (place > 0 && largest[place - 1]! < score) {
      largest[place] = largest[place - 1]!
      place--
    }
    largest[place] = score
    worst = largest[k - 1]!
  }
  return worst
}

const loosen = (score: number): number => (Number.isFinite(score) ? score - slack * Math.abs(score) : score)

/** The salt under which ties of one user are broken. */
export const tieSalt = (seed: number, user: number): number =>
  hash32(Math.imul(hash32(seed + 1), 0x9e3779b1) ^ hash32(user))
