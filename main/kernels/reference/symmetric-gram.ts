/** Places of the ones of a sparse binary matrix X, from both sides. */
export interface SymmetricGram {
  readonly rowOffsets: Int32Array
  /** Columns of the ones of each row, ascending. */
  readonly rowIndices: Int32Array
  readonly columnOffsets: Int32Array
  readonly columnIndices: Int32Array
  /** One row and one column per column of X, row-major; what is above the diagonal is left as it was. */
  readonly into: Float64Array
}

/** into ← XᵀX, the lower triangle: in how many rows of X two columns both have a one. */
export function symmetricGram({ rowOffsets, rowIndices, columnOffsets, into }: SymmetricGram): void {
  const size = columnOffsets.length - 1
  for (let row = 0; row < size; row++) into.fill(0, row * size, row * size + row + 1)
  for (let row = 0; row + 1 < rowOffsets.length; row++)
    for (let i = rowOffsets[row]!; i < rowOffsets[row + 1]!; i++)
      for (let j = rowOffsets[row]!; j <= i; j++) into[rowIndices[i]! * size + rowIndices[j]!]! += 1
}
