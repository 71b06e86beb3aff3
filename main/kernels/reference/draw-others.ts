import { Random } from '../../math/random.ts'

export interface DrawOthers {
  /** Words of a generator, which goes on from there. */
  readonly random: Int32Array
  /** Of sparse rows. */
  readonly offsets: Int32Array
  /** Rows `from` to `to` − 1 get draws. */
  readonly from: number
  readonly to: number
  /** Draws of each row. */
  readonly each: number
  /** What is drawn is below it. */
  readonly limit: number
  /** Room for the draws of all these rows. */
  readonly into: Int32Array
}

/** Draws uniformly with replacement, row by row; rows without entries are left as they are. */
export function drawOthers({ random: words, offsets, from, to, each, limit, into }: DrawOthers): void {
  const random = Random.resume(words)
  for (let row = from; row < to; row++)
    if (offsets[row + 1]! > offsets[row]!)
      for (let draw = 0; draw < each; draw++) into[(row - from) * each + draw] = random.below(limit)
  words.set(random.words())
}
