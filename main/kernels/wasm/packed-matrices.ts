import type { Runner } from '../runner.ts'

/** Where a matrix lies: its address, the bytes of an entry, and the bytes from row to row and from column to column. */
export interface MatrixPlace {
  readonly at: number
  /** 4 in single and 8 in double precision. */
  readonly size: number
  readonly rowStride: number
  readonly columnStride: number
}

/** A right operand in panels of 32 bytes of columns; valid until its memory is released. */
export interface PackedMatrix {
  readonly at: number
  readonly size: number
  readonly depth: number
  readonly columns: number
}

const panelBytes = 32
/** Rows of the left operand that are packed together: with 256 columns of doubles, 64 KB. */
const grain = 32
const modes = { replace: 0, add: 1, subtract: 2 } as const

/** Bytes that a packed matrix takes. */
const packedBytes = (size: number, depth: number, columns: number): number =>
  Math.ceil((columns * size) / panelBytes) * panelBytes * depth

export function packRight(run: Runner, source: MatrixPlace, depth: number, columns: number): PackedMatrix {
  const { at, size, rowStride, columnStride } = source
  const into = run.address(run.memory.bytes(packedBytes(size, depth, columns)))
  const name = size === 8 ? 'packRightDoubles' : 'packRightFloats'
  const panels = Math.ceil((columns * size) / panelBytes)
  run.share('matrices', name, panels, 64, at, rowStride, columnStride, columns, depth, into)
  return { at: into, size, depth, columns }
}

/** The product of `rows` rows with a packed matrix, into a row-major one. */
export function multiplyPacked(
  run: Runner,
  left: MatrixPlace,
  rows: number,
  right: PackedMatrix,
  into: Pick<MatrixPlace, 'at' | 'rowStride'>,
  mode: keyof typeof modes,
): void {
  const { depth, columns, size } = right
  const room = grain * depth * size
  const mark = run.memory.mark()
  const scratch = run.address(run.memory.bytes(room * run.threads))
  run.share(
    ...(['matrices', size === 8 ? 'multiplyDoubles' : 'multiplyFloats', rows, grain] as const),
    ...[left.at, left.rowStride, left.columnStride, right.at, depth, columns],
    ...[into.at, into.rowStride, modes[mode], scratch, room],
  )
  run.memory.release(mark)
}
