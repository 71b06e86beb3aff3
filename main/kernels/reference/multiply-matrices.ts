/** A product of row-major matrices, all in single or all in double precision. */
export interface MultiplyMatrices<Numbers extends Float32Array | Float64Array = Float32Array | Float64Array> {
  /** A, `rows × inner`; `inner × rows` where it is transposed. */
  readonly left: Numbers
  /** B, `inner × columns`; `columns × inner` where it is transposed. */
  readonly right: Numbers
  /** C, `rows × columns`. */
  readonly into: Numbers
  readonly rows: number
  readonly inner: number
  readonly columns: number
  readonly transposeLeft?: boolean
  readonly transposeRight?: boolean
  /** What becomes of the product: it replaces C unless stated. */
  readonly mode?: 'replace' | 'add' | 'subtract'
}

/** C ← A B, or C + A B, or C − A B; A and B may be transposed. Rows of A with equal entries give rows of equal digits, and so do columns of B. */
export function multiplyMatrices(input: MultiplyMatrices): void {
  const { left, right, into, rows, inner, columns, transposeLeft, transposeRight, mode = 'replace' } = input
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0
      for (let k = 0; k < inner; k++)
        sum +=
          left[transposeLeft ? k * rows + row : row * inner + k]! *
          right[transposeRight ? column * inner + k : k * columns + column]!
      const old = mode === 'replace' ? 0 : into[row * columns + column]!
      into[row * columns + column] = mode === 'subtract' ? old - sum : old + sum
    }
}
