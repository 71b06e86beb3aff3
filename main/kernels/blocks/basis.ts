import type { Eigenpairs } from '../../math/symmetric-eigenpairs.ts'
import type { Random } from '../../math/random.ts'
import type { Kernels } from '../kernels.ts'
import type { Operator } from './leading-eigenvectors.ts'
import { blockWidth, orthonormalize } from './orthonormalize.ts'

const cells = blockWidth * blockWidth

/** Length, relative to the largest entry of the projected matrix, below which a vector counts as dependent on the others. */
const negligible = 1e-11

/** An orthonormal basis of a Krylov space that grows by blocks, and the matrix projected onto it. */
export class Basis {
  readonly #kernels: Kernels
  readonly #size: number
  readonly #random: Random
  readonly #free: Float64Array[] = []
  readonly #coefficients: Float64Array
  #locked: Float64Array[] = []
  #blocks: Float64Array[] = []
  #image: Float64Array
  /** Blocks (j, j) and (j − 1, j) of the projected matrix, row-major 8 × 8. */
  #diagonal: Float64Array[] = []
  #beside: Float64Array[] = []
  /** Products of the vectors that the last block left over. */
  #rest = new Float64Array(cells)
  /** Vectors in use, locked ones included. */
  #used = 0
  /** Zero columns of the last block. */
  #empty = 0

  constructor(kernels: Kernels, size: number, random: Random) {
    this.#kernels = kernels
    this.#size = size
    this.#random = random
    this.#coefficients = kernels.memory.doubles(cells)
    this.#image = this.#take()
  }

  get blocks(): number {
    return this.#diagonal.length
  }

  get dimensions(): number {
    return this.#diagonal.length * blockWidth
  }

  /** Dimensions without the zero columns of the last block. */
  get rank(): number {
    return this.dimensions - this.#empty
  }

  /** Forgets the space, not what is locked. */
  reset(): void {
    this.#free.push(...this.#blocks)
    this.#blocks = []
    this.#diagonal = []
    this.#beside = []
  }

  /** Keeps the space orthogonal to the given vectors, and starts with a random block. */
  lock({ values, vectors }: Eigenpairs): void {
    this.#free.push(...this.#locked)
    this.#locked = []
    this.#used = values.length
    this.#empty = 0
    for (let first = 0; first < values.length; first += blockWidth) {
      const into = this.#take().fill(0)
      for (let column = 0; column < Math.min(blockWidth, values.length - first); column++)
        for (let row = 0; row < this.#size; row++)
          into[row * blockWidth + column] = vectors[(first + column) * this.#size + row]!
      this.#locked.push(into)
    }
    this.#randomize(this.#image, [0, 1, 2, 3, 4, 5, 6, 7])
    this.#purge(this.#image)
  }

  /**
   * Makes the vectors left over the next block, orthonormal. A vector that depends on the others is replaced by a random one; when none is left in the
   * space, by zero. False when nothing could be added.
   */
  extend(): boolean {
    const left = this.#size - this.#used
    if (left <= 0) return false
    const view = this.#image
    const scale = Math.max(0, ...this.#diagonal.flatMap(diagonalOf))
    const redraw = (column: number) => {
      this.#randomize(view, [column])
      this.#purge(this.#image)
    }
    orthonormalize(this.#kernels, view, left, negligible * scale, redraw)
    this.#purge(this.#image)
    orthonormalize(this.#kernels, view, left, 0.1, redraw)
    this.#empty = Math.max(0, blockWidth - left)
    this.#used += blockWidth - this.#empty
    this.#blocks.push(this.#image)
    this.#image = this.#take()
    return true
  }

  /** Applies the matrix to the last block and keeps what is orthogonal to the space. */
  expand(operator: Operator): void {
    const last = this.#blocks.length - 1
    operator.apply(this.#blocks[last]!, this.#image)
    this.#diagonal.push(this.#remove(this.#blocks[last]!, this.#image))
    this.#beside.push(last > 0 ? this.#remove(this.#blocks[last - 1]!, this.#image) : new Float64Array(cells))
    this.#purge(this.#image)
    this.#rest = this.#project(this.#image, this.#image)
  }

  /** The projected matrix, block tridiagonal, row-major; −1 on the diagonal for zero columns, so that they come last. */
  projected(): Float64Array {
    const { dimensions } = this
    const matrix = new Float64Array(dimensions * dimensions)
    for (let block = 0; block < this.blocks; block++)
      for (let a = 0; a < blockWidth; a++)
        for (let b = 0; b < blockWidth; b++) {
          const row = block * blockWidth + a
          const column = block * blockWidth + b
          const own = this.#diagonal[block]!
          matrix[row * dimensions + column] = (own[a * blockWidth + b]! + own[b * blockWidth + a]!) / 2
          if (block === 0) continue
          const value = this.#beside[block]![a * blockWidth + b]!
          matrix[(row - blockWidth) * dimensions + column] = value
          matrix[column * dimensions + row - blockWidth] = value
        }
    for (let i = this.rank; i < dimensions; i++) matrix[i * dimensions + i] = -1
    return matrix
  }

  /** ‖A v − λ v‖ of each eigenvector of the projected matrix, from its last entries. */
  residuals(ends: Float64Array): Float64Array {
    return Float64Array.from({ length: ends.length / blockWidth }, (_, vector) => {
      let sum = 0
      for (let a = 0; a < blockWidth; a++)
        for (let b = 0; b < blockWidth; b++)
          sum += ends[vector * blockWidth + a]! * this.#rest[a * blockWidth + b]! * ends[vector * blockWidth + b]!
      return Math.sqrt(Math.max(0, sum))
    })
  }

  /** The first `count` combinations of the basis, one per row. */
  combine(weights: Float64Array, count: number, size: number): Float64Array {
    const { dimensions } = this
    const result = new Float64Array(count * size)
    for (let first = 0; first < count; first += blockWidth) {
      const view = this.#image.fill(0)
      for (let block = 0; block < this.blocks; block++) {
        for (let a = 0; a < blockWidth; a++)
          for (let b = 0; b < blockWidth; b++)
            this.#coefficients[a * blockWidth + b] = -(weights[(first + b) * dimensions + block * blockWidth + a] ?? 0)
        this.#subtract(this.#blocks[block]!, view)
      }
      for (let column = 0; column < Math.min(blockWidth, count - first); column++)
        for (let row = 0; row < size; row++) result[(first + column) * size + row] = view[row * blockWidth + column]!
    }
    return result
  }

  #take(): Float64Array {
    return this.#free.pop() ?? this.#kernels.memory.doubles(blockWidth * this.#size)
  }

  #randomize(view: Float64Array, columns: readonly number[]): void {
    for (let row = 0; row < this.#size; row++)
      for (const column of columns) view[row * blockWidth + column] = this.#random.normal()
  }

  #project(left: Float64Array, right: Float64Array): Float64Array<ArrayBuffer> {
    const into = this.#coefficients
    this.#kernels.run('crossProducts', { left, leftWidth: blockWidth, right, rightWidth: blockWidth, into })
    return Float64Array.from(into)
  }

  /** w ← w − q C with the coefficients C that lie ready. */
  #subtract(q: Float64Array, w: Float64Array): void {
    const shape = { rows: this.#size, inner: blockWidth, columns: blockWidth }
    this.#kernels.run('multiplyMatrices', {
      ...{ left: q, right: this.#coefficients, into: w },
      ...{ ...shape, mode: 'subtract' },
    })
  }

  #remove(q: Float64Array, w: Float64Array): Float64Array {
    const coefficients = this.#project(q, w)
    this.#subtract(q, w)
    return coefficients
  }

  /** Removes from a block what lies in the space or is locked. */
  #purge(w: Float64Array): void {
    for (const block of [...this.#locked, ...this.#blocks]) this.#remove(block, w)
  }
}

const diagonalOf = (matrix: Float64Array): number[] =>
  Array.from({ length: blockWidth }, (_, i) => matrix[i * blockWidth + i]!)
