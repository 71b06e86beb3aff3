import type { Interactions } from '../data/interactions.ts'
import type { KernelMemory } from '../kernels/memory.ts'
import type { FactorTables } from '../kernels/reference/learn-comparisons.ts'
import type { MarkPairs } from '../kernels/reference/mark-pairs.ts'
import type { LearnedFactors } from './learned-factors.ts'

/** Factors for kernels, in rows of whole lanes, that start at what `draw` gives: users first, row by row. */
export function placeFactors(
  memory: KernelMemory,
  { users, items }: Pick<Interactions, 'users' | 'items'>,
  factors: number,
  draw: () => number,
): FactorTables {
  const width = 4 * Math.ceil(factors / 4)
  const drawn = (rows: number) => {
    const table = memory.floats(rows * width)
    for (let row = 0; row < rows; row++) for (let k = 0; k < factors; k++) table[row * width + k] = draw()
    return table
  }
  return { users: drawn(users), items: drawn(items), width }
}

/** Copies in double precision, without what fills up the lanes. */
export function readFactors(
  { users, items, width }: FactorTables,
  factors: number,
): Pick<LearnedFactors, 'factors' | 'userFactors' | 'itemFactors'> {
  const read = (table: Float32Array) => {
    const into = new Float64Array((table.length / width) * factors)
    for (let row = 0; row * width < table.length; row++)
      into.set(table.subarray(row * width, row * width + factors), row * factors)
    return into
  }
  return { factors, userFactors: read(users), itemFactors: read(items) }
}

/** Bits of the marks for each pair, at the least: one in this many pairs that are not there looks as if it were. */
const bitsPerPair = 32

/** The distinct pairs of a log for kernels, with unset marks. */
export function placePairs(memory: KernelMemory, { users, byUser: { offsets, indices } }: Interactions): MarkPairs {
  const owners = memory.integers(indices.length)
  for (let user = 0; user < users; user++) owners.fill(user, offsets[user], offsets[user + 1])
  const bytes = 2 ** Math.ceil(Math.log2(Math.max(64, (bitsPerPair / 8) * indices.length)))
  return {
    users: owners,
    items: memory.putIntegers(indices),
    offsets: memory.putIntegers(offsets),
    marks: memory.bytes(Math.min(bytes, 2 ** 27)),
  }
}
