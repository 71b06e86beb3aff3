import type { BestProducts } from '../reference/best-products.ts'
import type { Runner } from '../runner.ts'

/** Rows of a block, the grain. */
const blockRows = 64
const stateBytes = 24
const tileBytes = 128

export function bestProducts(run: Runner, input: BestProducts): void {
  const { left, right, width, screen, seenRows, seenOffsets, seenIndices, keep, room, counts, found, scores } = input
  const { memory, address: at, threads } = run
  const rows = counts.length
  const mark = memory.mark()
  const ofRow = 4 * Math.ceil(width / 2) + stateBytes + 4 * (keep + room)
  const bytes = 64 * Math.ceil((blockRows * ofRow + tileBytes) / 64)
  const scratch = memory.bytes(threads * bytes)
  run.share(
    ...(['best-products', 'bestProducts', Math.ceil(rows / blockRows), 1] as const),
    ...[at(left), rows, width, at(right), at(screen.panels), at(screen.order), screen.order.length],
    ...[at(screen.reaches), screen.length, screen.error],
    ...[at(seenRows), at(seenOffsets), at(seenIndices)],
    ...[keep, room, at(counts), at(found), at(scores), at(scratch), bytes],
  )
  memory.release(mark)
}
