import { findEigenpairs, type Eigenpairs } from '../../math/symmetric-eigenpairs.ts'
import type { Pause } from '../../math/pause.ts'
import type { Random } from '../../math/random.ts'
import { Basis } from './basis.ts'
import { blockWidth } from './orthonormalize.ts'
import type { Kernels } from '../kernels.ts'

/** A symmetric positive semidefinite matrix as a product with blocks of {@link blockWidth} vectors of doubles, one row per coordinate. */
export interface Operator {
  readonly size: number
  /** Writes A x of a block to another; both are in the memory of the kernels. */
  apply(source: Float64Array, out: Float64Array): void
}

/** Residual, relative to the largest eigenvalue, at which an eigenvector counts as found. */
const accuracy = 1e-10
/** Blocks after which the search for missed eigenvalues ends. */
const checkingBlocks = 12

/**
 * The leading eigenvectors of a symmetric positive semidefinite matrix by block Lanczos with full reorthogonalisation, without restart: residuals
 * ‖A v − λ v‖ below 10⁻¹⁰ of the largest eigenvalue. A further search from a new start, orthogonal to what was found, catches copies of multiple eigenvalues
 * beyond the width of a block, until it finds none above the smallest kept.
 *
 * Time grows with size · (about 3 count)², memory with 8 bytes · size · (about 3 count).
 *
 * G. H. Golub, R. Underwood (1977). The block Lanczos method for computing eigenvalues. Mathematical Software III, 361–377. doi:10.1016/B978-0-12-587260-7.50018-2
 *
 * @returns the `count` largest eigenvalues, or all, and their eigenvectors, one per row
 */
export async function findLeadingEigenvectors(
  kernels: Kernels,
  operator: Operator,
  count: number,
  random: Random,
  pause: Pause,
): Promise<Eigenpairs> {
  const { size } = operator
  const wanted = Math.min(count, size)
  const basis = new Basis(kernels, size, random)
  let found: Eigenpairs = { values: new Float64Array(0), vectors: new Float64Array(0) }
  for (;;) {
    const complete = found.values.length >= wanted
    const above = complete ? found.values[wanted - 1]! * (1 + 1e-9) : -Infinity
    const part = await search(operator, basis, found, { wanted, above }, pause)
    if (part.values.length === 0) return found
    found = merge(found, part, wanted, size)
    basis.reset()
  }
}

interface Goal {
  readonly wanted: number
  /** Eigenvalues of interest are larger; −∞ as long as some are missing. */
  readonly above: number
}

/** The eigenpairs of interest in the complement of those found. */
async function search(
  operator: Operator,
  basis: Basis,
  found: Eigenpairs,
  { wanted, above }: Goal,
  pause: Pause,
): Promise<Eigenpairs> {
  const { size } = operator
  const none = { values: new Float64Array(0), vectors: new Float64Array(0) }
  const missing = above === -Infinity ? wanted - found.values.length : wanted
  basis.lock(found)
  if (!basis.extend()) return none
  const largest = found.values[0] ?? 0
  let next = above === -Infinity ? Math.ceil((1.5 * missing) / blockWidth) + 2 : checkingBlocks
  for (;;) {
    await pause(Math.min(0.99, (basis.dimensions / (4 * wanted + 8 * blockWidth)) ** 2))
    basis.expand(operator)
    const exhausted = !basis.extend()
    if (basis.blocks < next && !exhausted) continue
    const { dimensions } = basis
    const ends = findEigenpairs(basis.projected(), dimensions, dimensions - blockWidth)
    const scale = Math.max(largest, ends.values[0]!)
    const interesting = ends.values.findIndex((value) => value <= above)
    const number = Math.min(missing, basis.rank, interesting < 0 ? dimensions : interesting)
    const settled =
      exhausted ||
      basis
        .residuals(ends.vectors)
        .subarray(0, number)
        .every((r) => r <= accuracy * scale)
    if (settled && (number > 0 || above > -Infinity)) {
      if (number === 0) return none
      const { values, vectors } = findEigenpairs(basis.projected(), dimensions)
      return { values: values.slice(0, number), vectors: basis.combine(vectors, number, size) }
    }
    next = Math.ceil(basis.blocks * 1.2)
  }
}

function merge(a: Eigenpairs, b: Eigenpairs, wanted: number, size: number): Eigenpairs {
  const values = [...a.values, ...b.values]
  const order = values
    .map((_, i) => i)
    .sort((i, j) => values[j]! - values[i]! || i - j)
    .slice(0, wanted)
  const vectors = new Float64Array(order.length * size)
  order.forEach((from, to) => {
    const [source, row] = from < a.values.length ? [a.vectors, from] : [b.vectors, from - a.values.length]
    vectors.set(source.subarray(row * size, (row + 1) * size), to * size)
  })
  return { values: Float64Array.from(order, (i) => values[i]!), vectors }
}
