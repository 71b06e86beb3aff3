import { openKernels, type Kernels } from '../../kernels/kernels.ts'
import type { LinearArms } from './linear-arms.ts'

const contextsOfBlock = 128
const rowsOfChunk = 512

/** Takes the arms' estimates for the contexts `first` … `first + means.length − 1` of a batch. Called in the order of arms for each context. */
export type TakeEstimates = (arm: number, first: number, means: Float64Array, variances: Float64Array) => void

/**
 * βᵀx and xᵀA⁻¹x of arms that were shown, for many contexts at once: the arms' rows times the contexts as products of matrices, in blocks. The digits may
 * differ in the last place from those of one context alone; arms that learned the same have equal ones.
 */
export class LinearBatch {
  readonly #arms: LinearArms
  #kernels: Kernels | null = null

  constructor(arms: LinearArms) {
    this.#arms = arms
  }

  /** @param contexts row-major, `count` rows */
  estimate(contexts: Float64Array, count: number, take: TakeEstimates): void {
    const { arms, features } = this.#arms
    const { memory } = (this.#kernels ??= openKernels({ threads: 1 }))
    const mark = memory.mark()
    const given = memory.putDoubles(contexts.subarray(0, count * features))
    const squares = squaredLengths(given, count, features)
    for (let from = 0; from < arms;) {
      let to = from
      let rows = 0
      do rows += this.#rowsOf(to++)
      while (to < arms && rows + this.#rowsOf(to) <= rowsOfChunk)
      if (rows > 0) this.#chunk(from, to, rows, given, squares, take)
      from = to
    }
    memory.release(mark)
  }

  #rowsOf(arm: number): number {
    if (!this.#arms.wasShown(arm)) return 0
    return 1 + Math.max(0, this.#arms.countOf(arm))
  }

  #chunk(
    from: number,
    to: number,
    rows: number,
    given: Float64Array,
    squares: Float64Array,
    take: TakeEstimates,
  ): void {
    const { features, regularization } = this.#arms
    const { memory, run } = this.#kernels!
    const mark = memory.mark()
    const left = memory.doubles(rows * features)
    let row = 0
    for (let arm = from; arm < to; arm++) {
      if (!this.#arms.wasShown(arm)) continue
      left.set(this.#arms.weightsOf(arm)!, row * features)
      left.set(this.#arms.directionsOf(arm) ?? [], ++row * features)
      row += this.#rowsOf(arm) - 1
    }
    const products = memory.doubles(rows * contextsOfBlock)
    const variances = new Float64Array(contextsOfBlock)
    for (let first = 0; first < squares.length; first += contextsOfBlock) {
      const columns = Math.min(contextsOfBlock, squares.length - first)
      const right = given.subarray(first * features, (first + columns) * features)
      const into = products.subarray(0, rows * columns)
      run('multiplyMatrices', { left, right, into, rows, inner: features, columns, transposeRight: true })
      for (let arm = from, at = 0; arm < to; arm++) {
        if (!this.#arms.wasShown(arm)) continue
        const means = into.subarray(at, at + columns)
        const end = at + this.#rowsOf(arm) * columns
        if (this.#arms.countOf(arm) < 0) this.#byMatrix(arm, right, columns, variances)
        else for (let c = 0; c < columns; c++) variances[c] = squares[first + c]! / regularization
        for (at += columns; at < end; at += columns)
          for (let c = 0; c < columns; c++) variances[c]! -= into[at + c]! * into[at + c]!
        for (let c = 0; c < columns; c++) if (variances[c]! < 0) variances[c] = 0
        take(arm, first, means, variances)
      }
    }
    memory.release(mark)
  }

  /** The diagonal of X A⁻¹ Xᵀ. */
  #byMatrix(arm: number, contexts: Float64Array, columns: number, variances: Float64Array): void {
    const d = this.#arms.features
    const { memory, run } = this.#kernels!
    const mark = memory.mark()
    const right = memory.putDoubles(this.#arms.inverseOf(arm))
    const into = memory.doubles(columns * d)
    run('multiplyMatrices', { left: contexts, right, into, rows: columns, inner: d, columns: d })
    for (let c = 0; c < columns; c++) {
      let sum = 0
      for (let i = c * d; i < (c + 1) * d; i++) sum += into[i]! * contexts[i]!
      variances[c] = sum
    }
    memory.release(mark)
  }
}

function squaredLengths(contexts: Float64Array, count: number, features: number): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = 0
    for (let i = row * features; i < (row + 1) * features; i++) sum += contexts[i]! * contexts[i]!
    return sum
  })
}
