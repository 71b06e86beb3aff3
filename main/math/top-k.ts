import { hash32 } from './random.ts'

/** The best items of one row of scores: indices and scores aligned, best first. */
export interface TopItems {
  readonly items: Int32Array
  readonly scores: Float32Array
}

/**
 * The `k` best of a row of scores without sorting the row. Equal scores are ordered by a hash of salt and index, so that ties fall by seed and not by
 * number. NaN ranks after every number. Time linear in the row, plus k for each entry that enters the list.
 *
 * @param scores one score per item; −Infinity leaves an item out
 * @param salt what ties depend on beside the item, such as {@link tieSalt} of seed and user
 */
export function topK(scores: Float32Array, k: number, salt: number): TopItems {
  const items = new Int32Array(k)
  const kept = new Float32Array(k)
  const ties = new Float64Array(k)
  let count = 0
  let worst = -Infinity
  let worstTie = Infinity
  for (let item = 0; item < scores.length; item++) {
    const raw = scores[item]!
    if (raw === -Infinity) continue
    const score = raw === raw ? raw : -Infinity
    if (count === k && score < worst) continue
    const tie = hash32(item ^ salt)
    if (count === k && score === worst && tie >= worstTie) continue
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
    if (count === k && k > 0) {
      worst = kept[k - 1]!
      worstTie = ties[k - 1]!
    }
  }
  return {
    items: items.slice(0, count),
    scores: kept.slice(0, count).map((score) => (score === -Infinity ? NaN : score)),
  }
}

/** The salt under which ties of one user are broken. */
export const tieSalt = (seed: number, user: number): number =>
  hash32(Math.imul(hash32(seed + 1), 0x9e3779b1) ^ hash32(user))
