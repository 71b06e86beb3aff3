import { RecbenchError } from '../contract/errors.ts'
import type { Pause } from './positive-definite.ts'
import type { Random } from './random.ts'
import { addScaled, dot } from './vectors.ts'

/** Eigenvalues, largest first, and unit eigenvectors, one per row of `size` entries. */
export interface Eigenpairs {
  readonly values: Float64Array
  readonly vectors: Float64Array
}

/** Residual, relative to the largest eigenvalue, at which an eigenvector counts as found. */
const accuracy = 1e-9
const mostIterations = 1000

/**
 * The `count` leading eigenvectors of a symmetric positive semidefinite matrix that is given as a product: subspace iteration with twice as many vectors, and
 * a Rayleigh–Ritz step every fourth time, until the residuals ‖A v − λ v‖ are below 10⁻⁹ of the largest eigenvalue.
 *
 * Y. Saad (2011). Numerical Methods for Large Eigenvalue Problems, 2nd edition, 5.1. SIAM. doi:10.1137/1.9781611970739
 *
 * @param multiply writes A x into its second argument
 * @throws RecbenchError `internal` when the iteration does not settle
 */
export async function findLeadingEigenvectors(
  multiply: (x: Float64Array, into: Float64Array) => void,
  size: number,
  count: number,
  random: Random,
  pause: Pause,
): Promise<Eigenpairs> {
  const wanted = Math.min(count, size)
  const block = Math.min(size, 2 * wanted + 8)
  let basis = Float64Array.from({ length: block * size }, () => random.normal())
  let image = new Float64Array(block * size)
  const rowOf = (rows: Float64Array, row: number) => rows.subarray(row * size, (row + 1) * size)
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    await pause(Math.min(0.99, iteration / 80))
    orthonormalize(basis, block, size, random)
    for (let row = 0; row < block; row++) multiply(rowOf(basis, row), rowOf(image, row))
    if (iteration % 4 !== 0 && block < size) {
      ;[basis, image] = [image, basis]
      continue
    }
    const projected = new Float64Array(block * block)
    for (let a = 0; a < block; a++)
      for (let b = 0; b <= a; b++) {
        const product = dot(basis, a * size, image, b * size, size)
        projected[a * block + b] = projected[b * block + a] = product
      }
    const { values, vectors } = decompose(projected, block)
    const ritz = rotate(vectors, basis, wanted, block, size)
    const rotated = rotate(vectors, image, wanted, block, size)
    for (let row = 0; row < wanted; row++) addScaled(-values[row]!, ritz, row * size, rotated, row * size, size)
    const worst = Math.max(
      ...Array.from({ length: wanted }, (_, row) => Math.sqrt(dot(rotated, row * size, rotated, row * size, size))),
    )
    if (worst <= accuracy * Math.max(values[0]!, Number.MIN_VALUE))
      return { values: values.slice(0, wanted), vectors: ritz }
    ;[basis, image] = [image, basis]
  }
  throw new RecbenchError(
    'internal',
    `The ${wanted} leading eigenvectors did not settle in ${mostIterations} iterations.`,
  )
}

/** Modified Gram–Schmidt, twice for each row; a row that vanishes is replaced by a random one. */
function orthonormalize(rows: Float64Array, count: number, size: number, random: Random): void {
  for (let row = 0; row < count; row++) {
    for (;;) {
      const before = Math.sqrt(dot(rows, row * size, rows, row * size, size))
      for (let pass = 0; pass < 2; pass++)
        for (let other = 0; other < row; other++)
          addScaled(-dot(rows, row * size, rows, other * size, size), rows, other * size, rows, row * size, size)
      const after = Math.sqrt(dot(rows, row * size, rows, row * size, size))
      if (after > 1e-13 * before && after > 0) {
        for (let k = 0; k < size; k++) rows[row * size + k]! /= after
        break
      }
      for (let k = 0; k < size; k++) rows[row * size + k] = random.normal()
    }
  }
}

/** The first `count` combinations of the rows of a basis. */
function rotate(
  weights: Float64Array,
  basis: Float64Array,
  count: number,
  block: number,
  size: number,
): Float64Array<ArrayBuffer> {
  const result = new Float64Array(count * size)
  for (let row = 0; row < count; row++)
    for (let other = 0; other < block; other++)
      addScaled(weights[row * block + other]!, basis, other * size, result, row * size, size)
  return result
}

/**
 * All eigenpairs of a small symmetric matrix by cyclic Jacobi rotations, largest first; the matrix is overwritten.
 *
 * G. H. Golub, C. F. Van Loan (2013). Matrix Computations, 4th edition, 8.5. Johns Hopkins University Press.
 */
export function decompose(matrix: Float64Array, size: number): Eigenpairs {
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  const total = Math.sqrt(dot(matrix, 0, matrix, 0, size * size))
  for (let sweep = 0; sweep < 60; sweep++) {
    let outside = 0
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        const value = matrix[p * size + q]!
        outside += value * value
        if (Math.abs(value) <= 1e-300) continue
        const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * value)
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const cosine = 1 / Math.sqrt(t * t + 1)
        turnColumns(matrix, p, q, size, cosine, t * cosine)
        turnRows(matrix, p, q, size, cosine, t * cosine)
        turnRows(vectors, p, q, size, cosine, t * cosine)
      }
    if (Math.sqrt(outside) <= 1e-15 * total) break
  }
  const order = Array.from({ length: size }, (_, i) => i)
  order.sort((a, b) => matrix[b * size + b]! - matrix[a * size + a]!)
  const sorted = new Float64Array(size * size)
  order.forEach((from, to) => sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size))
  return { values: Float64Array.from(order, (i) => matrix[i * size + i]!), vectors: sorted }
}

function turnRows(rows: Float64Array, p: number, q: number, size: number, cosine: number, sine: number): void {
  for (let k = 0; k < size; k++) {
    const a = rows[p * size + k]!
    const b = rows[q * size + k]!
    rows[p * size + k] = cosine * a - sine * b
    rows[q * size + k] = sine * a + cosine * b
  }
}

function turnColumns(rows: Float64Array, p: number, q: number, size: number, cosine: number, sine: number): void {
  for (let k = 0; k < size; k++) {
    const a = rows[k * size + p]!
    const b = rows[k * size + q]!
    rows[k * size + p] = cosine * a - sine * b
    rows[k * size + q] = sine * a + cosine * b
  }
}
