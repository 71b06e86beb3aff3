import { checkArm } from './arms.ts'

/** β_k, and A_k⁻¹ as what it lacks to I / λ while that has few directions, later as a matrix. */
interface LinearArm {
  readonly weights: Float64Array
  /** Rows w with A⁻¹ = I / λ − Σ w wᵀ; null once there is a matrix. */
  directions: Float64Array | null
  /** Row-major and symmetric; null while there are directions. */
  inverse: Float64Array | null
}

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

/**
 * One ridge regression of the reward on the context for each arm, over the rounds in which it was shown, kept up to date by Sherman and Morrison's formula.
 *
 *   A_k = λI + Σ x xᵀ,   β_k = A_k⁻¹ Σ r x,   A⁻¹ ← A⁻¹ − w wᵀ,   w = A⁻¹x / √(1 + xᵀA⁻¹x)
 *
 * An arm shown n times keeps its n rows w while n ≤ d / 2, because I / λ − Σ w wᵀ is then less than a matrix: O(n d) of memory and time, nothing for an arm never
 * shown. Afterwards it has the matrix, with O(d²).
 *
 * J. Sherman, W. J. Morrison (1950). Adjustment of an Inverse Matrix. Annals of Mathematical Statistics 21(1). doi:10.1214/aoms/1177729893
 */
export class LinearArms {
  readonly features: number
  readonly regularization: number
  readonly #arms: (LinearArm | null)[]
  readonly #product: Float64Array

  constructor(arms: number, features: number, regularization: number) {
    this.features = features
    this.regularization = regularization
    this.#arms = Array.from({ length: arms }, () => null)
    this.#product = new Float64Array(features)
  }

  static restore(arms: number, features: number, regularization: number, columns: LinearColumns): LinearArms {
    const { shown, counts, weights, directions, inverses } = columns
    const restored = new LinearArms(arms, features, regularization)
    let [direction, matrix] = [0, 0]
    shown.forEach((arm, row) => {
      const count = counts[row]!
      const dense = count < 0
      restored.#arms[arm] = {
        weights: weights.slice(row * features, (row + 1) * features),
        directions: dense ? null : directions.slice(direction, direction + count * features),
        inverse: dense ? inverses.slice(matrix, matrix + features ** 2) : null,
      }
      if (dense) matrix += features ** 2
      else direction += count * features
    })
    return restored
  }

  get arms(): number {
    return this.#arms.length
  }

  wasShown(arm: number): boolean {
    return this.#arms[arm] !== null
  }

  /** β_k; null for an arm never shown, whose weights are 0. */
  weightsOf(arm: number): Float64Array | null {
    return this.#arms[arm]?.weights ?? null
  }

  /** The rows w, one after the other; null for an arm that has a matrix. */
  directionsOf(arm: number): Float64Array | null {
    const known = this.#arms[arm]
    return known ? known.directions : new Float64Array(0)
  }

  /** A_k⁻¹, row-major. */
  inverseOf(arm: number): Float64Array {
    return this.#arms[arm]?.inverse ?? this.#matrixOf(this.directionsOf(arm)!)
  }

  /** β_kᵀx */
  mean(arm: number, x: Float64Array): number {
    const known = this.#arms[arm]
    return known ? dotAt(known.weights, 0, x) : 0
  }

  /** xᵀA_k⁻¹x, never below 0. */
  variance(arm: number, x: Float64Array, square = dotAt(x, 0, x)): number {
    const known = this.#arms[arm]
    if (known?.inverse) return quadraticForm(known.inverse, x)
    let variance = square / this.regularization
    if (known)
      for (let at = 0; at < known.directions!.length; at += x.length) variance -= dotAt(known.directions!, at, x) ** 2
    return Math.max(0, variance)
  }

  /** into ← A_k⁻¹x */
  solve(arm: number, x: Float64Array, into: Float64Array): void {
    this.#multiply(this.#arms[arm] ?? neverShown, x, into)
  }

  /** Errors: `invalid-parameter` for an arm that does not exist. */
  update(arm: number, x: Float64Array, reward: number): void {
    checkArm(arm, this.arms)
    const d = this.features
    const known = (this.#arms[arm] ??= {
      weights: new Float64Array(d),
      directions: new Float64Array(0),
      inverse: null,
    })
    const product = this.#product
    this.#multiply(known, x, product)
    const scale = 1 / (1 + dotAt(product, 0, x))
    const error = (reward - dotAt(known.weights, 0, x)) * scale
    for (let i = 0; i < d; i++) known.weights[i]! += error * product[i]!
    if (known.directions && known.directions.length + d <= (d * d) / 2) {
      const grown = new Float64Array(known.directions.length + d)
      grown.set(known.directions)
      for (let i = 0; i < d; i++) grown[known.directions.length + i] = product[i]! * Math.sqrt(scale)
      known.directions = grown
      return
    }
    known.inverse ??= this.#matrixOf(known.directions!)
    known.directions = null
    for (let i = 0; i < d; i++) {
      const factor = scale * product[i]!
      for (let j = 0, at = i * d; j < d; j++, at++) known.inverse[at]! -= factor * product[j]!
    }
  }

  columns(): LinearColumns {
    const shown = Int32Array.from(this.#arms.keys().filter((arm) => this.#arms[arm] !== null))
    const known = Array.from(shown, (arm) => this.#arms[arm]!)
    return {
      shown,
      counts: Int32Array.from(known, ({ directions }) => (directions ? directions.length / this.features : -1)),
      weights: joined(known.map(({ weights }) => weights)),
      directions: joined(known.flatMap(({ directions }) => directions ?? [])),
      inverses: joined(known.flatMap(({ inverse }) => inverse ?? [])),
    }
  }

  /** into ← A⁻¹x */
  #multiply({ directions, inverse }: LinearArm, x: Float64Array, into: Float64Array): void {
    const d = this.features
    if (inverse) {
      for (let i = 0; i < d; i++) into[i] = dotAt(inverse, i * d, x)
      return
    }
    for (let i = 0; i < d; i++) into[i] = x[i]! / this.regularization
    for (let at = 0; at < directions!.length; at += d) {
      const along = dotAt(directions!, at, x)
      for (let i = 0; i < d; i++) into[i]! -= along * directions![at + i]!
    }
  }

  /** I / λ − Σ w wᵀ */
  #matrixOf(directions: Float64Array): Float64Array {
    const d = this.features
    const matrix = new Float64Array(d * d)
    for (let i = 0; i < d; i++) {
      matrix[i * d + i] = 1 / this.regularization
      for (let row = 0; row < directions.length; row += d)
        for (let j = 0; j < d; j++) matrix[i * d + j]! -= directions[row + i]! * directions[row + j]!
    }
    return matrix
  }
}

const neverShown: LinearArm = { weights: new Float64Array(0), directions: new Float64Array(0), inverse: null }

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

/** xᵀMx of a symmetric matrix, read above the diagonal only; never below 0. */
function quadraticForm(matrix: Float64Array, x: Float64Array): number {
  const d = x.length
  let total = 0
  for (let i = 0; i < d; i++) {
    const row = i * d
    let [a, b] = [0.5 * matrix[row + i]! * x[i]!, 0]
    let j = i + 1
    for (; j + 1 < d; j += 2) {
      a += matrix[row + j]! * x[j]!
      b += matrix[row + j + 1]! * x[j + 1]!
    }
    if (j < d) a += matrix[row + j]! * x[j]!
    total += x[i]! * (a + b)
  }
  return Math.max(0, 2 * total)
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
