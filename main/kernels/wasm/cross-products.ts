import type { CrossProducts } from '../reference/cross-products.ts'
import type { Runner } from '../runner.ts'
import { addParts, rowsOfPart } from './parts.ts'

/** The kernel reads so much beyond the last row; its parts, which stand behind, make sure that there is memory. */
const readBeyond = 8

export function crossProducts(run: Runner, { left, leftWidth, right, rightWidth, into }: CrossProducts): void {
  const { memory, address } = run
  const rows = leftWidth === 0 ? 0 : left.length / leftWidth
  const doubles = into instanceof Float64Array
  const length = Math.ceil(rows / rowsOfPart) * into.length + readBeyond
  const mark = memory.mark()
  const parts = doubles ? memory.doubles(length) : memory.floats(length)
  run.share(
    ...(['blocks', doubles ? 'crossDoubles' : 'crossFloats', rows, rowsOfPart, rowsOfPart] as const),
    ...[address(left), leftWidth, address(right), rightWidth, address(parts)],
  )
  addParts(parts.subarray(0, -readBeyond), into)
  memory.release(mark)
}
