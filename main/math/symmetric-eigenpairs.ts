import { RecbenchError } from '../contract/errors.ts'
import { addScaled, dot } from './vectors.ts'

/** Eigenvalues, largest first, and unit eigenvectors, one per row. */
export interface Eigenpairs {
  readonly values: Float64Array
  readonly vectors: Float64Array
}

/**
 * All eigenvalues of a symmetric matrix, largest first, and the entries of the eigenvectors from position `from` on, one vector per row of `size − from`:
 * Householder's reduction to a tridiagonal matrix, then implicit QL. About 2 n³ floating-point operations, and 6 n³ more for whole vectors.
 *
 * G. H. Golub, C. F. Van Loan (2013). Matrix Computations, 4th edition, 8.3. Johns Hopkins University Press.
 *
 * @param matrix row-major, size × size; overwritten
 */
export function findEigenpairs(matrix: Float64Array, size: number, from = 0): Eigenpairs {
  const width = size - from
  const rows = new Float64Array(size * width)
  for (let column = 0; column < width; column++) rows[(from + column) * width + column] = 1
  const outside = tridiagonalize(matrix, size, rows, width)
  const diagonal = Float64Array.from({ length: size }, (_, i) => matrix[i * size + i]!)
  rotateToDiagonal(diagonal, outside, rows, width)
  const order = Array.from(diagonal, (_, i) => i).sort((a, b) => diagonal[b]! - diagonal[a]! || a - b)
  const vectors = new Float64Array(size * width)
  order.forEach((source, target) => vectors.set(rows.subarray(source * width, (source + 1) * width), target * width))
  return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors }
}

/** Reduces to a tridiagonal matrix by reflections from both sides, applied to `rows` too. Returns what stands beside the diagonal, then a zero. */
function tridiagonalize(matrix: Float64Array, size: number, rows: Float64Array, width: number): Float64Array {
  const outside = new Float64Array(size)
  const v = new Float64Array(size)
  const w = new Float64Array(size)
  for (let k = 0; k + 2 < size; k++) {
    const first = k + 1
    const length = size - first
    for (let i = first; i < size; i++) v[i] = matrix[i * size + k]!
    const tail = dot(v, first + 1, v, first + 1, length - 1)
    const head = v[first]!
    const norm = Math.sqrt(head * head + tail)
    if (tail === 0) {
      outside[k] = head
      continue
    }
    outside[k] = head > 0 ? -norm : norm
    v[first] = head - outside[k]!
    const beta = 2 / (v[first]! * v[first]! + tail)
    for (let i = first; i < size; i++) w[i] = beta * dot(matrix, i * size + first, v, first, length)
    addScaled((-beta / 2) * dot(w, first, v, first, length), v, first, w, first, length)
    for (let i = first; i < size; i++) {
      const a = v[i]!
      const b = w[i]!
      const row = i * size
      for (let j = first; j < size; j++) matrix[row + j]! -= a * w[j]! + b * v[j]!
    }
    reflect(rows, width, v, first, beta)
  }
  if (size > 1) outside[size - 2] = matrix[(size - 1) * size + size - 2]!
  return outside
}

/** rows ← (I − β v vᵀ) rows. */
function reflect(rows: Float64Array, width: number, v: Float64Array, first: number, beta: number): void {
  const sum = new Float64Array(width)
  for (let i = first; i < v.length; i++) addScaled(beta * v[i]!, rows, i * width, sum, 0, width)
  for (let i = first; i < v.length; i++) addScaled(-v[i]!, sum, 0, rows, i * width, width)
}

const mostSweeps = 60

/** Implicit QL with Wilkinson's shift on a tridiagonal matrix; the rotations are applied to `rows`. */
function rotateToDiagonal(d: Float64Array, e: Float64Array, rows: Float64Array, width: number): void {
  const size = d.length
  for (let low = 0; low < size; low++)
    for (let sweep = 0; ; sweep++) {
      let high = low
      while (high + 1 < size && Math.abs(e[high]!) > 2 ** -53 * (Math.abs(d[high]!) + Math.abs(d[high + 1]!))) high++
      if (high === low) break
      if (sweep === mostSweeps)
        throw new RecbenchError('internal', `An eigenvalue did not settle in ${mostSweeps} sweeps.`)
      const half = (d[low + 1]! - d[low]!) / (2 * e[low]!)
      let g = d[high]! - d[low]! + e[low]! / (half + Math.sign(half || 1) * Math.hypot(half, 1))
      let sine = 1
      let cosine = 1
      let p = 0
      let k = high - 1
      for (; k >= low; k--) {
        const f = sine * e[k]!
        const b = cosine * e[k]!
        const r = Math.hypot(f, g)
        e[k + 1] = r
        if (r === 0) {
          d[k + 1]! -= p
          e[high] = 0
          break
        }
        sine = f / r
        cosine = g / r
        g = d[k + 1]! - p
        const t = (d[k]! - g) * sine + 2 * cosine * b
        p = sine * t
        d[k + 1] = g + p
        g = cosine * t - b
        turn(rows, k * width, width, cosine, sine)
      }
      if (k >= low) continue
      d[low]! -= p
      e[low] = g
      e[high] = 0
    }
}

/** Rotates a row and the next. */
function turn(rows: Float64Array, start: number, width: number, cosine: number, sine: number): void {
  for (let i = start; i < start + width; i++) {
    const a = rows[i]!
    const b = rows[i + width]!
    rows[i + width] = sine * a + cosine * b
    rows[i] = cosine * a - sine * b
  }
}
