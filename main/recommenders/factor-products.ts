import type { SparseRows } from '../data/interactions.ts'
import { screenItems, type ItemScreen } from '../kernels/item-screen.ts'
import { openKernels, type Kernels } from '../kernels/kernels.ts'
import type { Scores } from './recommender.ts'

/** A model whose score of an item is the inner product of the user's factors with those of the item. */
export interface FactorScores {
  readonly products: FactorProducts
  /** Writes the factors of a user at a position; false for somebody whose scores are something else, such as the popularity of the items. */
  factorsOf(user: number, into: Float64Array, at: number): boolean
}

/** The best items of users by inner product, ascending by item; valid until the next are asked for. */
export interface BestItems {
  /** How many of each user; −1 where all scores are needed. */
  readonly counts: Int32Array
  /** `room` places for each user. */
  readonly items: Int32Array
  readonly scores: Float64Array
  readonly room: number
}

/** Finds the best items of users. */
export interface FactorRanking {
  /** All items that can be among the best `keep` of users, those that they have left out. */
  best(left: Float64Array, users: Int32Array): BestItems
  /** Gives its memory back. */
  end(): void
}

/** Rows of the left side that are multiplied together. */
const together = 32
/** Least places for candidates of a user. */
const leastRoom = 256

/**
 * Inner products of rows with the factors of every item, in double precision: each product is summed in the order of the factors, so that equal rows give equal
 * digits. The factors are copied at the first use.
 */
export class FactorProducts {
  readonly width: number
  readonly items: number
  readonly #factors: Float32Array | Float64Array
  #placed: (Kernels & { readonly right: Float64Array }) | undefined
  #screen: ItemScreen | null | undefined
  #isRanking = false

  /** @param factors row-major, `width` entries per item; not to be changed after the first use */
  constructor(factors: Float32Array | Float64Array, width: number) {
    this.#factors = factors
    this.width = width
    this.items = factors.length / width
  }

  /** @param left row-major; as many rows as `into` has room for */
  multiply(left: Float64Array, into: Scores): void {
    const { width, items } = this
    const { memory, run, right } = this.#place()
    const rows = left.length / width
    const mark = memory.mark()
    const [part, out] = [memory.doubles(together * width), memory.doubles(Math.min(rows, together) * items)]
    for (let first = 0; first < rows; first += together) {
      const count = Math.min(together, rows - first)
      part.set(left.subarray(first * width, (first + count) * width))
      const products = out.subarray(0, count * items)
      run('innerProducts', { left: part.subarray(0, count * width), right, width, into: products })
      into.set(products, first * items)
    }
    memory.release(mark)
  }

  /** Ranks users without scoring every item in double precision; null where items cannot be told apart that way, or others rank now. */
  ranking(
    seen: Pick<SparseRows, 'offsets' | 'indices'>,
    { keep, users: most, threads }: { readonly keep: number; readonly users: number; readonly threads: number },
  ): FactorRanking | null {
    const { width } = this
    const { memory, right } = this.#place()
    this.#screen ??= this.#screen === null ? null : screenItems(memory, right, width)
    const screen = this.#screen
    if (!screen || this.#isRanking) return null
    this.#isRanking = true
    const { run } = openKernels({ threads, memory })
    const mark = memory.mark()
    const room = 4 * Math.ceil(Math.max(leastRoom, 8 * keep) / 4)
    const [seenOffsets, seenIndices] = [memory.putIntegers(seen.offsets), memory.putIntegers(seen.indices)]
    const [rows, seenRows, counts] = [memory.doubles(most * width), memory.integers(most), memory.integers(most)]
    const [items, scores] = [memory.integers(most * room), memory.doubles(most * room)]
    return {
      best(left, users) {
        rows.set(left)
        seenRows.set(users)
        const given = { left: rows, right, width, screen, seenRows, seenOffsets, seenIndices, keep, room }
        run('bestProducts', { ...given, counts: counts.subarray(0, users.length), found: items, scores })
        return { counts, items, scores, room }
      },
      end: () => {
        memory.release(mark)
        this.#isRanking = false
      },
    }
  }

  #place() {
    if (!this.#placed) {
      const kernels = openKernels({ threads: 1 })
      this.#placed = { ...kernels, right: kernels.memory.putDoubles(this.#factors) }
    }
    return this.#placed
  }
}

/** Scores every item for a block of users; `instead` is what those get whose scores are something else. */
export function scoreByFactors(
  { products, factorsOf }: FactorScores,
  users: Int32Array,
  into: Scores,
  instead: Float32Array,
): void {
  const { width, items } = products
  const left = new Float64Array(users.length * width)
  const known = Array.from(users, (user, row) => factorsOf(user, left, row * width))
  products.multiply(left, into)
  known.forEach((isKnown, row) => {
    if (!isKnown) into.set(instead, row * items)
  })
}
