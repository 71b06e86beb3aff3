import type { SymmetricGram } from '../reference/symmetric-gram.ts'
import type { Runner } from '../runner.ts'

export function symmetricGram(run: Runner, input: SymmetricGram): void {
  const { rowOffsets, rowIndices, columnOffsets, columnIndices, into } = input
  const size = columnOffsets.length - 1
  const places = [columnOffsets, columnIndices, rowOffsets, rowIndices, into].map(run.address)
  run.share('symmetric', 'gram', size, 32, ...places, size)
}
