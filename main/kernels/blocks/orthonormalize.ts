import type { Kernels } from '../kernels.ts'

/** Vectors of a block: 64 bytes of doubles. */
export const blockWidth = 8
const cells = blockWidth * blockWidth

/** Length of a column without the ones before it, relative to its own, below which the columns are taken one by one. */
const nearlyDependent = 1e-4

/**
 * Makes the columns of a block orthonormal, at most `most` of them; later ones become zero. A column shorter than `least` is drawn anew by `redraw`.
 *
 * Columns that are clearly independent are divided by the Cholesky factor of their products, twice; others are taken one by one.
 *
 * Y. Yamamoto, Y. Nakatsukasa, Y. Yanagisawa, T. Fukaya (2015). Roundoff error analysis of the CholeskyQR2 algorithm. ETNA 44, 306–326.
 */
export function orthonormalize(
  kernels: Kernels,
  block: Float64Array,
  most: number,
  least: number,
  redraw: (column: number) => void,
): void {
  if (most < blockWidth || !divideByFactor(kernels, block, least) || !divideByFactor(kernels, block, 0.5))
    orthonormalizeOneByOne(block, most, least, redraw)
}

/** W ← W R⁻¹ with RᵀR = WᵀW. False, and nothing is done, where columns nearly depend on each other or are shorter than `least` without those before. */
function divideByFactor({ memory, run }: Kernels, block: Float64Array, least: number): boolean {
  const mark = memory.mark()
  const products = memory.doubles(cells)
  run('crossProducts', { left: block, leftWidth: blockWidth, right: block, rightWidth: blockWidth, into: products })
  const lengths = Array.from({ length: blockWidth }, (_, i) => Math.sqrt(products[i * blockWidth + i]!))
  const failed = run('cholesky', { matrix: products, size: blockWidth })
  const isIndependent =
    failed < 0 &&
    lengths.every((length, i) => products[i * blockWidth + i]! > Math.max(least, nearlyDependent * length))
  if (isIndependent) {
    const copy = memory.putDoubles(block)
    const right = memory.putDoubles(invertTransposed(products))
    const shape = { rows: block.length / blockWidth, inner: blockWidth, columns: blockWidth }
    run('multiplyMatrices', { left: copy, right, into: block, ...shape })
  }
  memory.release(mark)
  return isIndependent
}

/** L⁻ᵀ of a lower triangle. */
function invertTransposed(factor: Float64Array): Float64Array {
  const inverse = new Float64Array(cells)
  for (let column = 0; column < blockWidth; column++)
    for (let row = column; row < blockWidth; row++) {
      let value = Number(row === column)
      for (let k = column; k < row; k++) value -= factor[row * blockWidth + k]! * inverse[column * blockWidth + k]!
      inverse[column * blockWidth + row] = value / factor[row * blockWidth + row]!
    }
  return inverse
}

/** Gram–Schmidt, twice for each column. */
function orthonormalizeOneByOne(
  view: Float64Array,
  most: number,
  least: number,
  redraw: (column: number) => void,
): void {
  for (let column = 0; column < blockWidth; column++) {
    for (;;) {
      for (let pass = 0; pass < 2; pass++)
        for (let other = 0; other < column; other++) addColumn(view, other, -multiply(view, other, column), column)
      const length = Math.sqrt(multiply(view, column, column))
      if (column >= most) {
        scaleColumn(view, column, 0)
        break
      }
      if (length > least) {
        scaleColumn(view, column, 1 / length)
        break
      }
      redraw(column)
    }
  }
}

function multiply(view: Float64Array, a: number, b: number): number {
  let sum = 0
  for (let row = 0; row < view.length; row += blockWidth) sum += view[row + a]! * view[row + b]!
  return sum
}

function addColumn(view: Float64Array, from: number, amount: number, to: number): void {
  for (let row = 0; row < view.length; row += blockWidth) view[row + to]! += amount * view[row + from]!
}

function scaleColumn(view: Float64Array, column: number, factor: number): void {
  for (let row = 0; row < view.length; row += blockWidth) view[row + column]! *= factor
}
