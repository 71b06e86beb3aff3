/** Two tall row-major matrices of as many rows, all in single or all in double precision. */
export interface CrossProducts<Numbers extends Float32Array | Float64Array = Float32Array | Float64Array> {
  readonly left: Numbers
  readonly leftWidth: number
  readonly right: Numbers
  readonly rightWidth: number
  /** `leftWidth × rightWidth` */
  readonly into: Numbers
}

/** into ← AᵀB: the inner products of the columns of two blocks of vectors. Sums are of parts of 256 rows each. */
export function crossProducts({ left, leftWidth, right, rightWidth, into }: CrossProducts): void {
  const rows = leftWidth === 0 ? 0 : left.length / leftWidth
  for (let a = 0; a < leftWidth; a++)
    for (let b = 0; b < rightWidth; b++) {
      let sum = 0
      for (let row = 0; row < rows; row++) sum += left[row * leftWidth + a]! * right[row * rightWidth + b]!
      into[a * rightWidth + b] = sum
    }
}
