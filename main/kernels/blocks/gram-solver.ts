import { RecbenchError } from '../../contract/errors.ts'
import { Heap } from './heap.ts'
import type { SparsePattern } from './singular-vectors.ts'

/** Leading eigenvectors of X Xᵀ, one row of `values.length` entries per row of X, and their eigenvalues. */
export interface Deflation {
  readonly values: Float64Array
  readonly vectors: Float32Array
}

/** Right-hand sides that are solved together; 64 bytes hold 16 of them. */
export const solvedTogether = 48
const lane = 16

/** Residual, relative to the right-hand side, at which a system counts as solved. */
const accuracy = 5e-5
const mostSteps = 1000
/** Eigenvectors that rounding would bring back, those of the largest eigenvalues. */
const guarded = 8

/**
 * Solves (X Xᵀ + λ I) z = b for a sparse binary X by conjugate gradient in single precision, many right-hand sides at a time. Each begins at its solution
 * within the leading eigenvectors, so that the rest is well conditioned, and is kept clear of the first of them, which rounding would magnify; each stops by itself, so that its digits do not depend on its neighbours.
 *
 * Y. Saad, M. Yeung, J. Erhel, F. Guyomarc'h (2000). A Deflated Version of the Conjugate Gradient Algorithm. SIAM Journal on Scientific Computing 21.
 * doi:10.1137/S1064829598339761
 */
export class GramSolver {
  readonly #heap = new Heap()
  readonly #rows: number
  readonly #columns: number
  readonly #ridge: number
  readonly #deflation: Deflation
  readonly #byRow: { offsets: number; indices: number }
  readonly #byColumn: { offsets: number; indices: number }
  readonly #vectors: number
  readonly #guards: number
  readonly #guardCount: number
  readonly #coefficients: number
  readonly #solution: number
  readonly #direction: number
  readonly #residual: number
  readonly #product: number
  readonly #image: number
  readonly #steps: number
  readonly #dots: number
  readonly #ridgeAt: number

  constructor(byRow: SparsePattern, byColumn: SparsePattern, ridge: number, deflation: Deflation) {
    const heap = this.#heap
    this.#rows = byRow.offsets.length - 1
    this.#columns = byColumn.offsets.length - 1
    this.#ridge = ridge
    this.#deflation = deflation
    this.#byRow = { offsets: heap.put(byRow.offsets), indices: heap.put(byRow.indices) }
    this.#byColumn = { offsets: heap.put(byColumn.offsets), indices: heap.put(byColumn.indices) }
    this.#vectors = heap.allocate(deflation.vectors.byteLength)
    heap.floats(this.#vectors, deflation.vectors.length).set(deflation.vectors)
    this.#guardCount = Math.min(guarded, deflation.values.length)
    this.#guards = heap.allocate(4 * this.#guardCount * this.#rows)
    heap.floats(this.#guards, this.#guardCount * this.#rows).set(this.#guardsOf(deflation))
    const block = (rows: number) => heap.allocate(4 * solvedTogether * rows)
    this.#coefficients = block(deflation.values.length)
    this.#solution = block(this.#rows)
    this.#direction = block(this.#rows)
    this.#residual = block(this.#rows)
    this.#product = block(this.#rows)
    this.#image = block(this.#columns)
    this.#steps = block(1)
    this.#dots = block(1)
    this.#ridgeAt = heap.allocate(4)
    heap.floats(this.#ridgeAt, 1)[0] = ridge
  }

  /**
   * Solves for at most {@link solvedTogether} right-hand sides, each given as the rows where it is 1, or more where a row is repeated.
   *
   * @returns the width of the block of solutions: entry `row * width + side`
   */
  solve(sides: readonly Int32Array[]): number {
    const width = Math.ceil(sides.length / lane) * lane
    const heap = this.#heap
    const length = this.#rows * width
    const residual = heap.floats(this.#residual, length).fill(0)
    heap.floats(this.#solution, length).fill(0)
    sides.forEach((side, column) => side.forEach((row) => (residual[row * width + column]! += 1)))
    const least = new Float64Array(width)
    sides.forEach((side, column) => {
      for (const row of side) least[column]! += accuracy ** 2 * residual[row * width + column]!
    })
    this.#deflate(sides, width)
    heap.floats(this.#direction, length).set(residual)
    let sizes = this.#residualSizes(width)
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
    return this.#heap.floats(this.#solution, this.#rows * width)
  }

  /** Xᵀ z of the solutions, entry `column * width + side`; valid until the next call. */
  images(width: number): Float32Array {
    this.#sum(this.#byColumn, this.#columns, this.#solution, width, this.#image)
    return this.#heap.floats(this.#image, this.#columns * width)
  }

  /** z ← V (Σ² + λ)⁻¹ Vᵀ b, r ← b − V Vᵀ b. */
  #deflate(sides: readonly Int32Array[], width: number): void {
    const { values, vectors } = this.#deflation
    const count = values.length
    if (count === 0) return
    const parts = new Float64Array(count * width)
    sides.forEach((side, column) => {
      for (const row of side) for (let k = 0; k < count; k++) parts[k * width + column]! += vectors[row * count + k]!
    })
    const add = (into: number, scale: (value: number) => number) => {
      const coefficients = this.#heap.floats(this.#coefficients, count * width)
      for (let cell = 0; cell < parts.length; cell++)
        coefficients[cell] = parts[cell]! * scale(values[Math.floor(cell / width)]!)
      const extent = 4 * width * this.#rows
      this.#heap.kernels.addProduct(this.#vectors, 4 * count, this.#coefficients, into, extent, 4 * width)
    }
    add(this.#solution, (value) => 1 / (value + this.#ridge))
    add(this.#residual, () => -1)
  }

  /** One step of conjugate gradient; sides that are solved stay as they are. */
  #step(width: number, sizes: Float64Array, least: Float64Array): Float64Array {
    const { kernels } = this.#heap
    const extent = 4 * width * this.#rows
    this.#sum(this.#byColumn, this.#columns, this.#direction, width, this.#image)
    this.#sum(this.#byRow, this.#rows, this.#image, width, this.#product)
    const dots = this.#heap.floats(this.#dots, width).fill(0)
    const steps = this.#heap.floats(this.#steps, width)
    kernels.addRidge(this.#ridgeAt, this.#direction, this.#product, extent, 4 * width, this.#dots)
    for (let side = 0; side < width; side++) steps[side] = sizes[side]! > least[side]! ? sizes[side]! / dots[side]! : 0
    dots.fill(0)
    this.#move(width)
    this.#clear(width)
    const next = Float64Array.from(dots)
    for (let side = 0; side < width; side++) steps[side] = sizes[side]! > least[side]! ? next[side]! / sizes[side]! : 0
    kernels.turn(this.#steps, this.#direction, this.#residual, extent, 4 * width)
    return next
  }

  /** The first eigenvectors, row by row. */
  #guardsOf({ values, vectors }: Deflation): Float32Array {
    const count = this.#guardCount
    return Float32Array.from({ length: count * this.#rows }, (_, cell) => {
      const row = Math.floor(cell / count)
      return vectors[row * values.length + cell - row * count]!
    })
  }

  /** r ← r − V Vᵀ r for the first eigenvectors. */
  #clear(width: number): void {
    const count = this.#guardCount
    if (count === 0) return
    const { kernels } = this.#heap
    const extent = 4 * width * this.#rows
    const parts = this.#heap.floats(this.#coefficients, count * width).fill(0)
    kernels.project(this.#guards, 4 * count, this.#residual, this.#coefficients, extent, 4 * width)
    for (let cell = 0; cell < parts.length; cell++) parts[cell] = -parts[cell]!
    kernels.addProduct(this.#guards, 4 * count, this.#coefficients, this.#residual, extent, 4 * width)
  }

  /** Sums of squares of the residuals: a step of length zero. */
  #residualSizes(width: number): Float64Array {
    this.#heap.floats(this.#steps, width).fill(0)
    this.#heap.floats(this.#dots, width).fill(0)
    this.#move(width)
    return Float64Array.from(this.#heap.floats(this.#dots, width))
  }

  /** z ← z + α p, r ← r − α q, and the squares of r. */
  #move(width: number): void {
    this.#heap.kernels.advance(
      ...([this.#steps, this.#solution, this.#direction, this.#residual, this.#product] as const),
      ...([4 * width * this.#rows, 4 * width, this.#dots] as const),
    )
  }

  #sum(pattern: { offsets: number; indices: number }, rows: number, source: number, width: number, out: number): void {
    this.#heap.kernels.sumRows(pattern.offsets, pattern.indices, 4 * rows, source, 4 * width, out)
  }
}
