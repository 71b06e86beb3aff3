import { RecbenchError } from '../../contract/errors.ts'
import { openKernels, type Kernels } from '../kernels.ts'
import type { SparsePattern } from './singular-vectors.ts'

/** Leading eigenvectors of X Xᵀ, one row of `values.length` entries per row of X, and their eigenvalues. */
export interface Deflation {
  readonly values: Float64Array
  readonly vectors: Float32Array
}

/** What a {@link GramSolver} is made of. */
export interface GramSystem {
  readonly byRow: SparsePattern
  readonly byColumn: SparsePattern
  readonly ridge: number
  readonly deflation: Deflation
}

/** Right-hand sides that are solved together, at most: 64 bytes of floats, so that the blocks of a log of some ten thousand users stay in the cache. */
export const solvedTogether = 16
const lane = 16

/** Residual, relative to the right-hand side, at which a system counts as solved. */
const accuracy = 5e-5
const mostSteps = 1000
/** Eigenvectors that rounding would bring back, those of the largest eigenvalues. */
const guarded = 8

/**
 * Solves (X Xᵀ + λ I) z = b for a sparse binary X by conjugate gradient in single precision, many right-hand sides at a time. Each begins at its solution
 * within the leading eigenvectors, so that the rest is well conditioned, and is kept clear of the first of them, which rounding would magnify; each stops by itself,
 * so that its digits do not depend on its neighbours. The threads share one system, a part of its rows each.
 *
 * Y. Saad, M. Yeung, J. Erhel, F. Guyomarc'h (2000). A Deflated Version of the Conjugate Gradient Algorithm. SIAM Journal on Scientific Computing 21.
 * doi:10.1137/S1064829598339761
 */
export class GramSolver {
  readonly #kernels: Kernels
  readonly #rows: number
  readonly #columns: number
  readonly #ridge: number
  readonly #values: Float64Array
  readonly #vectors: Float32Array
  readonly #byRow: SparsePattern
  readonly #byColumn: SparsePattern
  readonly #guards: Float32Array
  readonly #coefficients: Float32Array
  readonly #solution: Float32Array
  readonly #direction: Float32Array
  readonly #residual: Float32Array
  readonly #product: Float32Array
  readonly #image: Float32Array
  readonly #overlaps: Float32Array
  readonly #steps: Float32Array

  constructor({ byRow, byColumn, ridge, deflation }: GramSystem, threads = 1) {
    this.#kernels = openKernels({ threads })
    const { memory } = this.#kernels
    const put = ({ offsets, indices }: SparsePattern): SparsePattern => ({
      offsets: memory.putIntegers(offsets),
      indices: memory.putIntegers(indices),
    })
    this.#rows = byRow.offsets.length - 1
    this.#columns = byColumn.offsets.length - 1
    this.#ridge = ridge
    this.#values = deflation.values
    this.#vectors = memory.putFloats(deflation.vectors)
    this.#byRow = put(byRow)
    this.#byColumn = put(byColumn)
    this.#guards = memory.putFloats(guardsOf(deflation, this.#rows))
    const block = (rows: number) => memory.floats(solvedTogether * rows)
    this.#coefficients = block(deflation.values.length)
    this.#solution = block(this.#rows)
    this.#direction = block(this.#rows)
    this.#residual = block(this.#rows)
    this.#product = block(this.#rows)
    this.#image = block(this.#columns)
    this.#overlaps = block(guarded)
    this.#steps = block(1)
  }

  /**
   * Solves for at most {@link solvedTogether} right-hand sides, each given as the rows where it is 1, or more where a row is repeated.
   *
   * @returns the width of the block of solutions: entry `row * width + side`
   */
  solve(sides: readonly Int32Array[]): number {
    const width = Math.ceil(sides.length / lane) * lane
    const length = this.#rows * width
    const residual = this.#residual.subarray(0, length).fill(0)
    this.#solution.fill(0, 0, length)
    sides.forEach((side, column) => side.forEach((row) => (residual[row * width + column]! += 1)))
    const least = new Float64Array(width)
    sides.forEach((side, column) => {
      for (const row of side) least[column]! += accuracy ** 2 * residual[row * width + column]!
    })
    this.#deflate(sides, width)
    this.#direction.set(residual)
    this.#steps.fill(0)
    let sizes = this.#descend(width)
    for (let step = 0; sizes.some((size, side) => size > least[side]!); step++) {
      if (step === mostSteps)
        throw new RecbenchError('internal', `A linear system did not settle in ${mostSteps} steps.`, {
          remedy: 'Raise the regularization.',
        })
      sizes = this.#step(width, sizes, least)
    }
    return width
  }

  /** The block of solutions of the last call, or one to write before {@link images}; valid until the next call. */
  solutions(width: number): Float32Array {
    return this.#solution.subarray(0, this.#rows * width)
  }

  /** Xᵀ z of the solutions, entry `column * width + side`; valid until the next call. */
  images(width: number): Float32Array {
    return this.#project(this.#solution, width)
  }

  /** z ← V (Σ² + λ)⁻¹ Vᵀ b, r ← b − V Vᵀ b. */
  #deflate(sides: readonly Int32Array[], width: number): void {
    const values = this.#values
    const count = values.length
    if (count === 0) return
    const parts = new Float64Array(count * width)
    sides.forEach((side, column) => {
      for (const row of side)
        for (let k = 0; k < count; k++) parts[k * width + column]! += this.#vectors[row * count + k]!
    })
    const right = this.#coefficients.subarray(0, count * width)
    const add = (block: Float32Array, scale: (value: number) => number) => {
      for (let cell = 0; cell < parts.length; cell++)
        right[cell] = parts[cell]! * scale(values[Math.floor(cell / width)]!)
      const into = block.subarray(0, this.#rows * width)
      const shape = { rows: this.#rows, inner: count, columns: width }
      this.#kernels.run('multiplyMatrices', { left: this.#vectors, right, into, ...shape, mode: 'add' })
    }
    add(this.#solution, (value) => 1 / (value + this.#ridge))
    add(this.#residual, () => -1)
  }

  /** One step of conjugate gradient; sides that are solved stay as they are. */
  #step(width: number, sizes: Float64Array, least: Float64Array): Float64Array {
    const { run } = this.#kernels
    const length = this.#rows * width
    const [p, q] = [this.#direction.subarray(0, length), this.#product.subarray(0, length)]
    const products = new Float64Array(width)
    const image = this.#project(this.#direction, width)
    run('applyGram', { ...this.#byRow, image, ridge: this.#ridge, p, q, width, products })
    const open = (side: number) => sizes[side]! > least[side]!
    for (let side = 0; side < width; side++) this.#steps[side] = open(side) ? sizes[side]! / products[side]! : 0
    const next = this.#descend(width)
    for (let side = 0; side < width; side++) this.#steps[side] = open(side) ? next[side]! / sizes[side]! : 0
    const overlaps = this.#overlaps.subarray(0, guarded * width)
    const r = this.#residual.subarray(0, length)
    run('redirect', { turns: this.#steps, p, r, width, guards: this.#guards, overlaps })
    return next
  }

  /** z ← z + α p, r ← r − α q, and the squares of r. */
  #descend(width: number): Float64Array {
    const squares = new Float64Array(width)
    const [p, q, z, r] = [this.#direction, this.#product, this.#solution, this.#residual].map((block) =>
      block.subarray(0, this.#rows * width),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array]
    const overlaps = this.#overlaps.subarray(0, guarded * width)
    this.#kernels.run('descend', {
      ...{ steps: this.#steps, p, q, z, r, width },
      ...{ guards: this.#guards, squares, overlaps },
    })
    return squares
  }

  #project(source: Float32Array, width: number): Float32Array {
    const into = this.#image.subarray(0, this.#columns * width)
    this.#kernels.run('propagate', {
      ...this.#byColumn,
      ...{ source: source.subarray(0, this.#rows * width), width, into },
    })
    return into
  }
}

/** The first eigenvectors, row by row, filled up with zeros. */
function guardsOf({ values, vectors }: Deflation, rows: number): Float32Array {
  const guards = new Float32Array(rows * guarded)
  for (let row = 0; row < rows; row++)
    for (let guard = 0; guard < Math.min(guarded, values.length); guard++)
      guards[row * guarded + guard] = vectors[row * values.length + guard]!
  return guards
}
