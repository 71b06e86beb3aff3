import type { SumSparseRows } from '../reference/sum-sparse-rows.ts'
import type { Runner } from '../runner.ts'

/** Lists that a thread takes at a time. */
const grain = 4
/** Columns whose terms are looked through together: few enough that they stay in the second cache, enough that rows are read in long runs. */
const blockColumns = 256

export function sumSparseRows(run: Runner, input: SumSparseRows): void {
  const { offsets, amounts, rowValues, base, most, into } = input
  const lists = offsets.length - 1
  if (lists <= 0) return
  const at = run.address
  const longest = most > 0 ? longestOf(offsets) : 0
  // Terms of a column before the largest are chosen among them.
  const room = Math.min(longest, 2 * most + 24)
  const mark = run.memory.mark()
  // Terms of a block of columns, two copies to choose in, least terms and counts of the block; the next entry of each row of a list.
  const stride = 8 * (blockColumns + 2) * (room + 3) + 12 * blockColumns + 4 * longest + 64
  const scratch = run.memory.bytes(longest > most ? 8 * Math.ceil(stride / 8) * run.threads : 0)
  run.share(
    'sparse-sums',
    'sumSparseRows',
    lists,
    grain,
    at(offsets),
    at(input.rows),
    amounts.length > 0 ? at(amounts) : 0,
    at(input.rowOffsets),
    at(input.rowColumns),
    rowValues.length > 0 ? at(rowValues) : 0,
    Number(rowValues instanceof Float32Array),
    base.length > 0 ? at(base) : 0,
    most,
    room,
    into.length / lists,
    at(into),
    at(scratch),
    8 * Math.ceil(stride / 8),
  )
  run.memory.release(mark)
}

function longestOf(offsets: Int32Array): number {
  let longest = 0
  for (let list = 0; list + 1 < offsets.length; list++) longest = Math.max(longest, offsets[list + 1]! - offsets[list]!)
  return longest
}
