import { RecbenchError } from '../../contract/errors.ts'
import { FpTree } from './fp-tree.ts'

/** Sets of distinct items: basket b has `items[offsets[b] … offsets[b + 1])`. */
export interface Baskets {
  readonly count: number
  /** Items are numbered below this. */
  readonly size: number
  readonly offsets: Int32Array
  readonly items: Int32Array
}

/** Sets of items that occur together, in ascending order of items: set s is `items[offsets[s] … offsets[s + 1])` and occurs in `counts[s]` baskets. */
export interface Itemsets {
  readonly offsets: readonly number[]
  readonly items: readonly number[]
  readonly counts: readonly number[]
}

export interface MiningOptions {
  /** Baskets that a set must occur in. */
  readonly minimumCount: number
  /** Items in the largest set; Infinity: no limit. */
  readonly largest?: number
  /** Called between items, with the share done; may throw to stop. */
  readonly pause?: (fraction: number) => Promise<void>
}

/** Sets beyond this many are of no use to a person and would fill the memory. */
export const mostItemsets = 2_000_000

/**
 * The baskets that a share of all amounts to: ⌈share · count⌉, as a floating-point product.
 * A share of exactly k baskets may thus come out as k + 1, as it does in mlxtend.
 */
export const minimumCount = (share: number, count: number): number => Math.max(1, Math.ceil(share * count))

/**
 * FP-growth: all sets of items that occur together in at least so many baskets, without generating candidates. Baskets are compressed into a tree of
 * prefixes, frequent items first; sets that end in an item are found in the tree of the paths that lead to it, recursively.
 *
 * J. Han, J. Pei, Y. Yin (2000). Mining frequent patterns without candidate generation. SIGMOD '00. doi:10.1145/342009.335372
 *
 * @throws RecbenchError `does-not-fit` above two million sets
 */
export async function fpGrowth(baskets: Baskets, options: MiningOptions): Promise<Itemsets> {
  const { minimumCount: minimum, largest = Infinity, pause = () => Promise.resolve() } = options
  const found: Mined = { offsets: [0], items: [], counts: [] }
  const counts = countItems(baskets)
  const frequent = Array.from(counts.keys()).filter((item) => counts[item]! >= minimum)
  frequent.sort((a, b) => counts[b]! - counts[a]! || a - b)
  if (largest < 1) return found
  const tree = buildTree(baskets, frequent)
  for (let rank = frequent.length - 1; rank >= 0; rank--) {
    await pause((frequent.length - 1 - rank) / frequent.length)
    growFrom(tree, rank, [], minimum, largest, (ranks, count) => {
      emit(
        found,
        ranks.map((each) => frequent[each]!),
        count,
      )
    })
  }
  return found
}

interface Mined {
  readonly offsets: number[]
  readonly items: number[]
  readonly counts: number[]
}

function emit(found: Mined, items: number[], count: number): void {
  if (found.counts.length >= mostItemsets)
    throw new RecbenchError(
      'does-not-fit',
      `More than ${mostItemsets} sets of items are frequent enough, which is more than anybody reads.`,
      { remedy: 'Raise the minimum support, or limit the size of the sets.' },
    )
  items.sort((a, b) => a - b)
  for (const item of items) found.items.push(item)
  found.offsets.push(found.items.length)
  found.counts.push(count)
}

/** Sets that consist of `suffix`, the item of this rank and items of lower rank. */
function growFrom(
  tree: FpTree,
  rank: number,
  suffix: readonly number[],
  minimum: number,
  largest: number,
  report: (ranks: readonly number[], count: number) => void,
): void {
  const count = tree.counts[rank]!
  if (count < minimum) return
  const set = [...suffix, rank]
  report(set, count)
  if (set.length >= largest || rank === 0) return
  if (set.length + 1 >= largest) {
    tree.countsWith(rank).forEach((both, lower) => {
      if (both >= minimum) report([...set, lower], both)
    })
    return
  }
  const conditional = tree.pathsTo(rank, minimum)
  if (!conditional) return
  for (let lower = rank - 1; lower >= 0; lower--) growFrom(conditional, lower, set, minimum, largest, report)
}

function countItems({ size, items }: Baskets): Int32Array {
  const counts = new Int32Array(size)
  for (const item of items) counts[item]!++
  return counts
}

function buildTree({ count, size, offsets, items }: Baskets, frequent: readonly number[]): FpTree {
  const ranks = new Int32Array(size).fill(-1)
  frequent.forEach((item, rank) => (ranks[item] = rank))
  const tree = new FpTree(frequent.length)
  const path = new Int32Array(frequent.length)
  for (let basket = 0; basket < count; basket++) {
    let length = 0
    for (let entry = offsets[basket]!; entry < offsets[basket + 1]!; entry++) {
      const rank = ranks[items[entry]!]!
      if (rank >= 0) path[length++] = rank
    }
    tree.insert(path.subarray(0, length).sort(), 1)
  }
  return tree
}
