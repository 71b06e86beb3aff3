export interface GridCell {
  /** −1 is the head. */
  readonly row: number
  readonly column: number
}

interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows of one page. */
  readonly page: number
}

interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Where a key moves in a grid, or undefined when it does not move. With Ctrl, Home and End go to the corners and arrows to the edges. */
export function nextCell(
  press: Press,
  { row, column }: GridCell,
  { rows, columns, page }: GridSize,
): GridCell | undefined {
  const far = press.ctrlKey || press.metaKey
  const lastRow = rows - 1
  const lastColumn = columns - 1
  const at = (nextRow: number, nextColumn: number): GridCell => ({
    row: Math.max(-1, Math.min(lastRow, nextRow)),
    column: Math.max(0, Math.min(lastColumn, nextColumn)),
  })
  switch (press.key) {
    case 'ArrowDown':
      return at(far ? lastRow : row + 1, column)
    case 'ArrowUp':
      return at(far ? Math.min(row, 0) - (row <= 0 ? 1 : 0) : row - 1, column)
    case 'ArrowRight':
      return at(row, far ? lastColumn : column + 1)
    case 'ArrowLeft':
      return at(row, far ? 0 : column - 1)
    case 'Home':
      return at(far ? Math.min(0, lastRow) : row, 0)
    case 'End':
      return at(far ? lastRow : row, lastColumn)
    case 'PageDown':
      return at(row + page, column)
    case 'PageUp':
      return at(Math.max(row - page, Math.min(row, 0)), column)
    default:
      return undefined
  }
}
