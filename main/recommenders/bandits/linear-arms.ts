import { triangleLength, triangleRow, diagonalBlock } from '../../kernels/reference/block-triangle.ts'
import { codedLength, codeStepAt } from '../../kernels/reference/screen-arms.ts'
import { ArmStorage } from './arm-storage.ts'
import { ArmTable } from './arm-table.ts'
import { checkArm } from './arms.ts'

/** A ridge regression of the reward for each arm, as saved. */
export interface LinearColumns {
  readonly [name: string]: Float64Array | Int32Array
  /** Arms that were shown, ascending. */
  readonly shown: Int32Array
  /** Directions of each arm shown; −1 for a matrix. */
  readonly counts: Int32Array
  readonly weights: Float64Array
  readonly directions: Float64Array
  readonly inverses: Float64Array
}

const matrix = -1

/**
 * One ridge regression of the reward on the context for each arm, over the rounds in which it was shown, kept up to date by Sherman and Morrison's formula.
 *
 *   A_k = λI + Σ x xᵀ,   β_k = A_k⁻¹ Σ r x,   A⁻¹ ← A⁻¹ − w wᵀ,   w = A⁻¹x / √(1 + xᵀA⁻¹x)
 *
 * An arm shown n times keeps its n rows w while n ≤ d / 2, because I / λ − Σ w wᵀ is then less than a matrix: O(n d) of memory and time, nothing for an arm never
 * shown. Afterwards it has the matrix, half of it, with O(d²). All of it lies in the memory of kernels, which estimate all arms at once.
 *
 * J. Sherman, W. J. Morrison (1950). Adjustment of an Inverse Matrix. Annals of Mathematical Statistics 21(1). doi:10.1214/aoms/1177729893
 */
export class LinearArms {
  readonly features: number
  readonly regularization: number
  readonly #storage = new ArmStorage()
  /** d, padded to whole blocks. */
  readonly #width: number
  readonly #triangle: number
  readonly #context: Float64Array
  readonly #product: Float64Array
  readonly #scratch: Float64Array
  #table: ArmTable

  constructor(arms: number, features: number, regularization: number) {
    this.features = features
    this.regularization = regularization
    this.#width = 4 * Math.ceil(features / 4)
    this.#triangle = triangleLength(this.#width)
    const { memory } = this.#storage.kernels
    this.#context = memory.doubles(this.#width)
    this.#product = memory.doubles(this.#width)
    this.#scratch = memory.doubles(codedLength(this.#width) + 4)
    this.#table = new ArmTable(this.#storage, arms, this.#width)
  }

  static restore(arms: number, features: number, regularization: number, columns: LinearColumns): LinearArms {
    const { shown, counts, weights, directions, inverses } = columns
    const restored = new LinearArms(arms, features, regularization)
    let [direction, inverse] = [0, 0]
    shown.forEach((arm, row) => {
      restored.#table.weightsOf(arm).set(weights.subarray(row * features, (row + 1) * features))
      if (counts[row]! < 0) restored.#putMatrix(arm, inverses.subarray(inverse, (inverse += features ** 2)))
      else
        for (let count = 0; count < counts[row]!; count++)
          restored.#addDirection(arm, directions.subarray(direction, (direction += features)), 1)
    })
    return restored
  }

  get arms(): number {
    return this.#table.counts.length
  }

  wasShown(arm: number): boolean {
    return this.#table.counts[arm] !== 0
  }

  /** β_k; null for an arm never shown, whose weights are 0. */
  weightsOf(arm: number): Float64Array | null {
    return this.wasShown(arm) ? this.#table.weightsOf(arm).subarray(0, this.features) : null
  }

  /** How many rows w there are; −1 for an arm that has a matrix. */
  countOf(arm: number): number {
    return this.#table.counts[arm]!
  }

  /** The rows w, one after the other; null for an arm that has a matrix. */
  directionsOf(arm: number): Float64Array | null {
    const count = this.#table.counts[arm]!
    if (count === matrix) return null
    const [d, width, known] = [this.features, this.#width, this.#knownOf(arm)]
    const rows = new Float64Array(count * d)
    for (let row = 0; row < count; row++) rows.set(known.subarray(row * width, row * width + d), row * d)
    return rows
  }

  /** A_k⁻¹, row-major; symmetric but for rounding. */
  inverseOf(arm: number): Float64Array {
    const d = this.features
    const inverse = new Float64Array(d * d)
    const directions = this.directionsOf(arm)
    const known = this.#knownOf(arm)
    const entry = (i: number, j: number): number => {
      if (!directions) return known[triangleRow(i) + j]!
      let value = i === j ? 1 / this.regularization : 0
      for (let row = 0; row < directions.length; row += d) value -= directions[row + i]! * directions[row + j]!
      return value
    }
    for (let i = 0; i < d; i++)
      for (let j = 0; j < Math.min(d, diagonalBlock(i) + 4); j++) {
        inverse[i * d + j] = entry(i, j)
        if (j < diagonalBlock(i)) inverse[j * d + i] = inverse[i * d + j]!
      }
    return inverse
  }

  /** β_kᵀx */
  mean(arm: number, x: Float64Array): number {
    return dotAt(this.#table.weights, arm * this.#width, x)
  }

  /** xᵀA_k⁻¹x, never below 0. */
  variance(arm: number, x: Float64Array, square = dotAt(x, 0, x)): number {
    const count = this.#table.counts[arm]!
    if (count === matrix) return Math.max(0, dotAt(this.#multiply(arm, x), 0, x))
    const known = this.#knownOf(arm)
    let variance = square / this.regularization
    for (let row = 0; row < count; row++) variance -= dotAt(known, row * this.#width, x) ** 2
    return Math.max(0, variance)
  }

  /**
   * β_kᵀx and, where asked for, xᵀA_k⁻¹x of every arm, by one kernel; the digits may differ in the last place from those of {@link mean} and {@link variance}. Arms that
   * learned the same have equal ones. The arrays hold until the next call.
   */
  estimate(x: Float64Array, needsVariances: boolean): ArmEstimates {
    const { weights, places, counts, means, variances } = this.#table
    const { kernels, pool } = this.#storage
    this.#context.set(x)
    const estimates = { means, variances: needsVariances ? variances : noVariances }
    const known = { context: this.#context, weights, pool, places, counts, scratch: this.#scratch }
    kernels.run('estimateArms', { ...known, regularization: this.regularization, ...estimates })
    return estimates
  }

  /**
   * β_kᵀx of every arm and bounds of xᵀA_k⁻¹x, which are equal for an arm with directions, and for one with a matrix take a quarter of the memory that
   * {@link estimate} reads. The arrays hold until the next call.
   */
  screen(x: Float64Array): ArmBounds {
    const { weights, places, counts, means, variances: uppers, lowers } = this.#table
    const { kernels, pool } = this.#storage
    this.#context.set(x)
    const known = { context: this.#context, weights, pool, places, counts, scratch: this.#scratch }
    kernels.run('screenArms', { ...known, regularization: this.regularization, means, lowers, uppers })
    return { means, lowers, uppers }
  }

  /** Whether {@link screen} is worth its while: matrices of more than 8 kB. */
  get screens(): boolean {
    return this.#triangle > 1024 && this.#table.counts.includes(matrix)
  }

  /** into ← A_k⁻¹x */
  solve(arm: number, x: Float64Array, into: Float64Array): void {
    into.set(this.#multiply(arm, x).subarray(0, x.length))
  }

  /** Errors: `invalid-parameter` for an arm that does not exist. */
  update(arm: number, x: Float64Array, reward: number): void {
    checkArm(arm, this.arms)
    const product = this.#multiply(arm, x)
    const scale = 1 / (1 + dotAt(product, 0, x))
    const weights = this.#table.weightsOf(arm)
    const error = (reward - dotAt(weights, 0, x)) * scale
    for (let i = 0; i < x.length; i++) weights[i]! += error * product[i]!
    const count = this.#table.counts[arm]!
    if (count !== matrix && count + 1 <= this.features / 2) {
      this.#addDirection(arm, product, Math.sqrt(scale))
      return
    }
    if (count !== matrix) this.#becomeMatrix(arm)
    this.#storage.kernels.run('subtractSquare', { triangle: this.#knownOf(arm), vector: product, scale })
    this.#forgetCodes(arm)
  }

  /** Arm k becomes what arm from[k] was, each at most once, or one never shown where from[k] is −1. */
  rearrange(from: Int32Array): void {
    const before = this.#table
    const kept = new Set(from)
    for (let arm = 0; arm < this.arms; arm++) if (!kept.has(arm)) before.giveBackRoom(arm)
    this.#table = new ArmTable(this.#storage, from.length, this.#width)
    from.forEach((arm, place) => {
      if (arm >= 0) this.#table.copy(place, before, arm)
    })
    before.giveBack()
  }

  columns(): LinearColumns {
    const { counts } = this.#table
    const shown = Int32Array.from(counts.keys().filter((arm) => counts[arm] !== 0))
    const of = (part: (arm: number) => Float64Array | null) =>
      joined(Array.from(shown, (arm) => part(arm) ?? noVariances))
    return {
      shown,
      counts: Int32Array.from(shown, (arm) => counts[arm]!),
      weights: of((arm) => this.weightsOf(arm)),
      directions: of((arm) => this.directionsOf(arm)),
      inverses: of((arm) => (counts[arm] === matrix ? this.inverseOf(arm) : null)),
    }
  }

  /** What the storage has of A_k⁻¹: directions, or the triangle. */
  #knownOf(arm: number): Float64Array {
    const { counts, places } = this.#table
    const length = counts[arm] === matrix ? this.#triangle : counts[arm]! * this.#width
    return this.#storage.pool.subarray(places[arm]!, places[arm]! + length)
  }

  /** A_k⁻¹x, which holds until the next call. */
  #multiply(arm: number, x: Float64Array): Float64Array {
    const into = this.#product
    const known = this.#knownOf(arm)
    if (this.#table.counts[arm] === matrix) {
      this.#context.set(x)
      this.#storage.kernels.run('multiplyTriangle', { triangle: known, vector: this.#context, into })
      return into
    }
    for (let i = 0; i < x.length; i++) into[i] = x[i]! / this.regularization
    for (let at = 0; at < known.length; at += this.#width) {
      const along = dotAt(known, at, x)
      for (let i = 0; i < x.length; i++) into[i]! -= along * known[at + i]!
    }
    return into
  }

  #addDirection(arm: number, vector: Float64Array, scale: number): void {
    const count = this.#table.counts[arm]! + 1
    this.#table.makeRoom(arm, count * this.#width, Math.floor(this.features / 2) * this.#width)
    this.#table.counts[arm] = count
    const into = this.#knownOf(arm).subarray((count - 1) * this.#width)
    for (let i = 0; i < this.#width; i++) into[i] = i < this.features ? scale * vector[i]! : 0
  }

  /** I / λ − Σ w wᵀ */
  #becomeMatrix(arm: number): void {
    const directions = this.#knownOf(arm).slice()
    const triangle = this.#makeMatrix(arm).fill(0)
    for (let i = 0; i < this.features; i++) triangle[triangleRow(i) + i] = 1 / this.regularization
    for (let row = 0; row < directions.length; row += this.#width) {
      this.#context.set(directions.subarray(row, row + this.#width))
      this.#storage.kernels.run('subtractSquare', { triangle, vector: this.#context, scale: 1 })
    }
  }

  #putMatrix(arm: number, inverse: Float64Array): void {
    const d = this.features
    const triangle = this.#makeMatrix(arm).fill(0)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < Math.min(d, diagonalBlock(i) + 4); j++) triangle[triangleRow(i) + j] = inverse[i * d + j]!
  }

  #forgetCodes(arm: number): void {
    this.#storage.pool[this.#table.places[arm]! + codeStepAt(this.#width)] = -1
  }

  #makeMatrix(arm: number): Float64Array {
    this.#table.makeRoom(arm, codedLength(this.#width), codedLength(this.#width))
    this.#table.counts[arm] = matrix
    this.#forgetCodes(arm)
    return this.#knownOf(arm)
  }
}

/** What regressions say of every arm in a context. */
export interface ArmEstimates {
  readonly means: Float64Array
  /** None where they were not asked for. */
  readonly variances: Float64Array
}

/** The same, with bounds of the variances. */
export interface ArmBounds {
  readonly means: Float64Array
  readonly lowers: Float64Array
  readonly uppers: Float64Array
}

const noVariances = new Float64Array(0)

/** The regressions of a saved policy whose facts have `arms`, `features` and `regularization`. */
export function restoreLinearArms(
  facts: Readonly<Record<string, unknown>>,
  columns: Readonly<Record<string, unknown>>,
): LinearArms {
  const { arms, features, regularization } = facts as Readonly<Record<string, number>>
  return LinearArms.restore(arms!, features!, regularization!, columns as unknown as LinearColumns)
}

/** The inner product of x with as many entries from `at` on, in four sums. */
export function dotAt(values: Float64Array, at: number, x: Float64Array): number {
  const d = x.length
  let [a, b, c, e] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < d; i += 4) {
    a += values[at + i]! * x[i]!
    b += values[at + i + 1]! * x[i + 1]!
    c += values[at + i + 2]! * x[i + 2]!
    e += values[at + i + 3]! * x[i + 3]!
  }
  for (; i < d; i++) a += values[at + i]! * x[i]!
  return a + b + (c + e)
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
