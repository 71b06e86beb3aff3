import type { SparseRows } from '../../data/interactions.ts'
import { addOuterProducts, addRows, addScaled, dot, gramOf, multiply, solveInPlace } from '../../math/vectors.ts'

/** The weighted least squares problem that alternates between users and items. */
export interface Weights {
  readonly factors: number
  /** Weight of an observed cell, whose target is 1. */
  readonly confidence: number
  /** Weight of every other cell, whose target is 0. */
  readonly unobservedWeight: number
  readonly regularization: number
  /** ν: a row's ridge is λ (n + w₀ m)^ν, n its observed cells of m. */
  readonly frequencyScaling: number
}

export interface Solver extends Weights {
  readonly solver: 'conjugate-gradient' | 'cholesky'
  readonly steps: number
}

/** The ridge of a row with `observed` of `columns` cells observed. */
export const ridgeOf = (
  { regularization, frequencyScaling, unobservedWeight }: Weights,
  observed: number,
  columns: number,
): number => regularization * (frequencyScaling === 0 ? 1 : (observed + unobservedWeight * columns) ** frequencyScaling)

/**
 * Improves each row of `solved` while `fixed` stays: the exact solution by Cholesky, or some steps of conjugate gradient from where it is. Rows without an
 * observed cell become zero.
 */
export async function solveRows(
  { offsets, indices }: Pick<SparseRows, 'offsets' | 'indices'>,
  fixed: Float64Array,
  solved: Float64Array,
  settings: Solver,
  pause: () => Promise<void>,
): Promise<void> {
  const { factors } = settings
  const columns = fixed.length / factors
  const gram = weighedGram(fixed, settings)
  const solveRow =
    settings.solver === 'cholesky' ? exactSolver(gram, fixed, settings) : stepSolver(gram, fixed, settings)
  for (let row = 0; row + 1 < offsets.length; row++) {
    if (row % 512 === 0) await pause()
    const observed = indices.subarray(offsets[row], offsets[row + 1])
    const target = solved.subarray(row * factors, (row + 1) * factors)
    if (observed.length === 0) target.fill(0)
    else solveRow(observed, target, ridgeOf(settings, observed.length, columns))
  }
}

/** w₀ FᵀF: the part of the normal equations that all rows share. */
export function weighedGram(fixed: Float64Array, { factors, unobservedWeight }: Weights): Float64Array {
  return gramOf(fixed, fixed.length / factors, factors).map((value) => unobservedWeight * value)
}

type SolveRow = (observed: Int32Array, target: Float64Array, ridge: number) => void

/** A = w₀ FᵀF + (c − w₀) Σ f fᵀ + λ I for the observed rows f of `fixed`. */
export function fillSystem(
  into: Float64Array,
  gram: Float64Array,
  fixed: Float64Array,
  observed: Int32Array,
  { factors, confidence, unobservedWeight }: Weights,
  ridge: number,
): void {
  into.set(gram)
  for (const column of observed) {
    const start = column * factors
    for (let a = 0; a < factors; a++)
      addScaled((confidence - unobservedWeight) * fixed[start + a]!, fixed, start, into, a * factors, a + 1)
  }
  for (let a = 0; a < factors; a++) into[a * factors + a]! += ridge
}

function exactSolver(gram: Float64Array, fixed: Float64Array, settings: Solver): SolveRow {
  const { factors, confidence } = settings
  const system = new Float64Array(factors * factors)
  return (observed, target, ridge) => {
    fillSystem(system, gram, fixed, observed, settings, ridge)
    target.fill(0)
    addRows(fixed, observed, confidence, target, factors)
    solveInPlace(system, target, factors)
  }
}

/**
 * Conjugate gradient without forming the system of the row.
 *
 * G. Takács, I. Pilászy, D. Tikk (2011). Applications of the conjugate gradient method for implicit feedback collaborative filtering. RecSys '11.
 * doi:10.1145/2043932.2043987
 */
function stepSolver(gram: Float64Array, fixed: Float64Array, settings: Solver): SolveRow {
  const { factors, confidence, unobservedWeight, steps } = settings
  const residual = new Float64Array(factors)
  const direction = new Float64Array(factors)
  const product = new Float64Array(factors)
  const apply = (observed: Int32Array, x: Float64Array, ridge: number) => {
    multiply(gram, x, product, factors)
    addScaled(ridge, x, 0, product, 0, factors)
    addOuterProducts(fixed, observed, confidence - unobservedWeight, x, product, factors)
  }
  return (observed, target, ridge) => {
    apply(observed, target, ridge)
    for (let a = 0; a < factors; a++) residual[a] = -product[a]!
    addRows(fixed, observed, confidence, residual, factors)
    direction.set(residual)
    let size = dot(residual, 0, residual, 0, factors)
    for (let step = 0; step < steps && size > 1e-20; step++) {
      apply(observed, direction, ridge)
      const length = size / dot(direction, 0, product, 0, factors)
      addScaled(length, direction, 0, target, 0, factors)
      addScaled(-length, product, 0, residual, 0, factors)
      const next = dot(residual, 0, residual, 0, factors)
      for (let a = 0; a < factors; a++) direction[a] = residual[a]! + (next / size) * direction[a]!
      size = next
    }
  }
}

/** The objective over all cells; the unobserved ones through both Gram matrices, without visiting them. */
export function objective(
  byUser: Pick<SparseRows, 'offsets' | 'indices'>,
  byItem: Pick<SparseRows, 'offsets'>,
  userFactors: Float64Array,
  itemFactors: Float64Array,
  settings: Weights,
): number {
  const { factors, confidence, unobservedWeight } = settings
  const users = userFactors.length / factors
  const items = itemFactors.length / factors
  const userGram = gramOf(userFactors, users, factors)
  let loss = unobservedWeight * dot(userGram, 0, gramOf(itemFactors, items, factors), 0, factors * factors)
  for (let user = 0; user < users; user++)
    for (let entry = byUser.offsets[user]!; entry < byUser.offsets[user + 1]!; entry++) {
      const score = dot(userFactors, user * factors, itemFactors, byUser.indices[entry]! * factors, factors)
      loss += confidence * (1 - score) ** 2 - unobservedWeight * score ** 2
    }
  const penalty = (offsets: Int32Array, rows: Float64Array, columns: number) => {
    let sum = 0
    for (let row = 0; row + 1 < offsets.length; row++) {
      const ridge = ridgeOf(settings, offsets[row + 1]! - offsets[row]!, columns)
      sum += ridge * dot(rows, row * factors, rows, row * factors, factors)
    }
    return sum
  }
  return loss + penalty(byUser.offsets, userFactors, items) + penalty(byItem.offsets, itemFactors, users)
}
