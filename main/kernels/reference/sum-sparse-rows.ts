/** Lists of rows of a sparse matrix, such as histories of users and weights between items. */
export interface SumSparseRows {
  /** The rows of list l are `rows[offsets[l] … offsets[l + 1])`. */
  readonly offsets: Int32Array
  readonly rows: Int32Array
  /** How much each of them counts; empty: 1. */
  readonly amounts: Float64Array
  /** Rows of the matrix, ascending by column. */
  readonly rowOffsets: Int32Array
  readonly rowColumns: Int32Array
  /** Empty: 1. */
  readonly rowValues: Float32Array | Float64Array
  /** Where the sums of each list begin; empty: at 0. */
  readonly base: Float64Array
  /** Of a longer list only so many terms count in each column, the largest that are positive, the first among equals; 0: all. */
  readonly most: number
  /** Row-major, lists × columns. */
  readonly into: Float64Array
}

/** into_lc = base_c + Σ_{r in list l} amount_r row_rc, added in the order of the list; of those that were chosen the order is not stated. */
export function sumSparseRows(input: SumSparseRows): void {
  const { offsets, rows, amounts, rowOffsets, rowColumns, rowValues, base, most, into } = input
  const columns = into.length / Math.max(1, offsets.length - 1)
  for (let list = 0; list + 1 < offsets.length; list++) {
    const terms = Array.from({ length: columns }, (): number[] => [])
    for (let at = offsets[list]!; at < offsets[list + 1]!; at++)
      for (let entry = rowOffsets[rows[at]!]!; entry < rowOffsets[rows[at]! + 1]!; entry++)
        terms[rowColumns[entry]!]!.push((amounts[at] ?? 1) * (rowValues[entry] ?? 1))
    const isLong = most > 0 && offsets[list + 1]! - offsets[list]! > most
    terms.forEach((all, column) => {
      const counted = isLong ? largestInOrder(all, most) : all
      into[list * columns + column] = counted.reduce((sum, term) => sum + term, base[column] ?? 0)
    })
  }
}

const largestInOrder = (terms: readonly number[], most: number): number[] =>
  [...terms.keys()]
    .filter((place) => terms[place]! > 0)
    .sort((a, b) => terms[b]! - terms[a]! || a - b)
    .slice(0, most)
    .sort((a, b) => a - b)
    .map((place) => terms[place]!)
