import type { ApplyGram } from '../reference/apply-gram.ts'
import type { Runner } from '../runner.ts'
import { addParts, rowsOfPart } from './parts.ts'

export function applyGram(run: Runner, input: ApplyGram): void {
  const { offsets, indices, image, ridge, p, q, width, products } = input
  const { memory, address } = run
  const rows = offsets.length - 1
  const mark = memory.mark()
  const parts = memory.floats(Math.ceil(rows / rowsOfPart) * width)
  run.share(
    ...(['conjugate-gradient', 'applyGram', rows, rowsOfPart, rowsOfPart, address(offsets), address(indices)] as const),
    ...[address(image), ridge, address(p), address(q), width, address(parts)],
  )
  addParts(parts, products)
  memory.release(mark)
}
