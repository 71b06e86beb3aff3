import type { MultiplyMatrices } from '../reference/multiply-matrices.ts'
import type { Runner } from '../runner.ts'
import { multiplyPacked, packRight, type MatrixPlace } from './packed-matrices.ts'

/** Entries of a sum that are taken together; a longer sum is one of parts. */
const mostDepth = 256

export function multiplyMatrices(run: Runner, input: MultiplyMatrices): void {
  const { rows, inner, columns, transposeLeft = false, transposeRight = false, mode = 'replace' } = input
  if (inner === 0 && mode === 'replace') input.into.fill(0)
  const left = placeOf(run, input.left, transposeLeft, rows, inner)
  const right = placeOf(run, input.right, transposeRight, inner, columns)
  const into = placeOf(run, input.into, false, rows, columns)
  for (let first = 0; first < inner; first += mostDepth) {
    const depth = Math.min(mostDepth, inner - first)
    const mark = run.memory.mark()
    const packed = packRight(run, { ...right, at: right.at + first * right.rowStride }, depth, columns)
    const part = { ...left, at: left.at + first * left.columnStride }
    multiplyPacked(run, part, rows, packed, into, first === 0 || mode !== 'replace' ? mode : 'add')
    run.memory.release(mark)
  }
}

/** A row-major matrix of `rows × columns`, or the transpose of one of `columns × rows`. */
function placeOf(
  run: Runner,
  matrix: Float32Array | Float64Array,
  transposed: boolean,
  rows: number,
  columns: number,
): MatrixPlace {
  const size = matrix.BYTES_PER_ELEMENT
  const at = run.address(matrix)
  if (transposed) return { at, size, rowStride: size, columnStride: rows * size }
  return { at, size, rowStride: columns * size, columnStride: size }
}
