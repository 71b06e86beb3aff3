import type { SparseRows } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'

const iterations = 8

/**
 * Turns a history of items into features: a constant 1, then the direction of the history in the dominant subspace of the interactions.
 *
 *   S = D_u^(−1/2) R D_i^(−1/2),   p(h) = Σ_{i ∈ h} q_i / √c_i,   x(h) = (1, p / ‖p‖)
 *
 * R has a 1 where a user met an item, D_u and D_i hold the row and column sums, c_i events of item i, and the rows q_i come from an orthonormal basis of the
 * dominant right singular subspace of S, found by subspace iteration from a random start. The largest singular vector, √c_i, says nothing about a
 * person and is projected out. An empty history gives (1, 0, …, 0).
 *
 * N. Halko, P. G. Martinsson, J. A. Tropp (2011). Finding Structure with Randomness. SIAM Review 53(2), algorithm 4.4. doi:10.1137/090771806
 */
export class HistorySpace {
  /** Row-major items × dimensions: q_i / √c_i. */
  readonly directions: Float64Array
  readonly dimensions: number

  constructor(directions: Float64Array, dimensions: number) {
    this.directions = directions
    this.dimensions = dimensions
  }

  /** Features including the constant. */
  get size(): number {
    return this.dimensions + 1
  }

  /** Fits the subspace to the distinct pairs of user and item. */
  static fit(byUser: SparseRows, items: number, dimensions: number, random: Random): HistorySpace {
    const counts = new Float64Array(items)
    for (const item of byUser.indices) counts[item]! += 1
    const itemScale = counts.map((count) => (count === 0 ? 0 : 1 / Math.sqrt(count)))
    const trivial = counts.map(Math.sqrt)
    const columns = Array.from({ length: dimensions }, () => Float64Array.from(counts, () => random.normal()))
    orthonormalise(columns, trivial)
    for (let iteration = 0; iteration < iterations; iteration++) {
      for (const column of columns) applyGram(byUser, itemScale, column)
      orthonormalise(columns, trivial)
    }
    const directions = new Float64Array(items * dimensions)
    for (let item = 0; item < items; item++)
      for (let k = 0; k < dimensions; k++) directions[item * dimensions + k] = columns[k]![item]! * itemScale[item]!
    return new HistorySpace(directions, dimensions)
  }

  /** Adds one item to the running sum p of a history. */
  add(sums: Float64Array, offset: number, item: number): void {
    const start = item * this.dimensions
    for (let k = 0; k < this.dimensions; k++) sums[offset + k]! += this.directions[start + k]!
  }

  /** Writes the features of the history whose running sum starts at `offset`. */
  features(sums: Float64Array, offset: number, into: Float64Array): void {
    let square = 0
    for (let k = 0; k < this.dimensions; k++) square += sums[offset + k]! ** 2
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0
    into[0] = 1
    for (let k = 0; k < this.dimensions; k++) into[k + 1] = sums[offset + k]! * scale
  }

  /** Features of a whole history. */
  featuresOf(history: Int32Array, into: Float64Array): void {
    const sums = new Float64Array(this.dimensions)
    for (const item of history) this.add(sums, 0, item)
    this.features(sums, 0, into)
  }
}

/** column ← SᵀS · column. */
function applyGram({ offsets, indices }: SparseRows, itemScale: Float64Array, column: Float64Array): void {
  const result = new Float64Array(column.length)
  for (let user = 0; user + 1 < offsets.length; user++) {
    const start = offsets[user]!
    const end = offsets[user + 1]!
    let sum = 0
    for (let at = start; at < end; at++) sum += column[indices[at]!]! * itemScale[indices[at]!]!
    const share = sum / (end - start)
    for (let at = start; at < end; at++) result[indices[at]!]! += share * itemScale[indices[at]!]!
  }
  column.set(result)
}

/** Modified Gram–Schmidt, twice, against `fixed` and the columns before; a column that vanishes becomes 0. */
function orthonormalise(columns: readonly Float64Array[], fixed: Float64Array): void {
  const basis: Float64Array[] = []
  const first = fixed.slice()
  if (normalise(first, 0)) basis.push(first)
  for (const column of columns) {
    const before = Math.sqrt(dot(column, column))
    for (let pass = 0; pass < 2; pass++)
      for (const direction of basis) {
        const share = dot(direction, column)
        for (let i = 0; i < column.length; i++) column[i]! -= share * direction[i]!
      }
    if (normalise(column, before * 1e-10)) basis.push(column)
  }
}

function normalise(column: Float64Array, tiny: number): boolean {
  const length = Math.sqrt(dot(column, column))
  const kept = length > tiny
  for (let i = 0; i < column.length; i++) column[i] = kept ? column[i]! / length : 0
  return kept
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
