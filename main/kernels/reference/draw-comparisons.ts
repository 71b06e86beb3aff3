import { Random } from '../../math/random.ts'
import type { MarkPairs } from './mark-pairs.ts'

export interface DrawComparisons {
  /** Words of a generator, which goes on from there. */
  readonly random: Int32Array
  /** At least one, and marked. */
  readonly pairs: MarkPairs
  /** Other items are drawn from so many; 0: from the pairs, so that an item comes as often as it was had. */
  readonly uniformItems: number
  /** Leave out other items that the user had; otherwise only the same item. */
  readonly verify: boolean
  readonly draws: number
  /** User, the item that was had, the other item; room for all draws. */
  readonly into: Int32Array
  /** One entry: how many were not left out. */
  readonly kept: Int32Array
}

/** Draws a pair of user and item, then another item, again and again. */
export function drawComparisons(input: DrawComparisons): void {
  const { random: words, pairs, uniformItems, verify, draws, into, kept } = input
  const random = Random.resume(words)
  let count = 0
  for (let draw = 0; draw < draws; draw++) {
    const entry = random.below(pairs.users.length)
    const other = uniformItems > 0 ? random.below(uniformItems) : pairs.items[random.below(pairs.users.length)]!
    const user = pairs.users[entry]!
    const liked = pairs.items[entry]!
    const had = pairs.items.subarray(pairs.offsets[user], pairs.offsets[user + 1])
    if (verify ? had.includes(other) : other === liked) continue
    into.set([user, liked, other], 3 * count++)
  }
  kept[0] = count
  words.set(random.words())
}
