import type { Descend } from '../reference/descend.ts'
import type { Runner } from '../runner.ts'
import { addParts, rowsOfPart } from './parts.ts'

export function descend(run: Runner, { steps, p, q, z, r, width, guards, squares, overlaps }: Descend): void {
  const { memory, address } = run
  const rows = r.length / width
  const length = width + overlaps.length
  const mark = memory.mark()
  const parts = memory.floats(Math.ceil(rows / rowsOfPart) * length)
  const [alpha, ...blocks] = [steps, p, q, z, r].map(address)
  run.share(
    ...(['conjugate-gradient', 'descend', rows, rowsOfPart, rowsOfPart, alpha!, ...blocks, width] as const),
    ...[address(guards), address(parts)],
  )
  const sums = new Float64Array(length)
  addParts(parts, sums)
  squares.set(sums.subarray(0, width))
  overlaps.set(sums.subarray(width))
  memory.release(mark)
}
