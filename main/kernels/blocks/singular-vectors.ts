import type { Pause } from '../../math/pause.ts'
import type { Random } from '../../math/random.ts'
import { blockWidth } from './orthonormalize.ts'
import { openKernels, type Kernels } from '../kernels.ts'
import { findLeadingEigenvectors } from './leading-eigenvectors.ts'

/** Places of the ones of a sparse binary matrix. */
export interface SparsePattern {
  readonly offsets: Int32Array
  readonly indices: Int32Array
}

/** The matrix D_r X D_c: a binary X from both sides, and the diagonals of D_r and D_c. */
export interface ScaledMatrix {
  readonly byRow: SparsePattern
  readonly byColumn: SparsePattern
  readonly rowScale: Float64Array
  readonly columnScale: Float64Array
}

export interface SingularVectors {
  /** Singular values, largest first. */
  readonly values: Float64Array
  /** Right singular vectors as one row of `values.length` entries per column of the matrix. */
  readonly vectors: Float64Array
}

/** Singular values below this share of the largest are taken for zero. */
const negligible = 1e-7

/**
 * The leading right singular vectors of a scaled sparse binary matrix, at most `count`, without those of singular value zero: from the eigenvectors of the
 * smaller of M Mᵀ and Mᵀ M, by {@link findLeadingEigenvectors}.
 */
export async function findSingularVectors(
  matrix: ScaledMatrix,
  count: number,
  random: Random,
  pause: Pause,
  threads = 1,
): Promise<SingularVectors> {
  const { byRow, byColumn, rowScale, columnScale } = matrix
  const [rows, columns] = [rowScale.length, columnScale.length]
  const overRows = rows < columns
  const [inner, outer] = overRows ? [byRow, byColumn] : [byColumn, byRow]
  const [innerScale, outerScale] = overRows ? [rowScale, columnScale] : [columnScale, rowScale]
  const kernels = openKernels({ threads })
  const { memory, run } = kernels
  const near = { ...putPattern(kernels, inner), scale: memory.putDoubles(innerScale) }
  const far = { ...putPattern(kernels, outer), scale: memory.putDoubles(outerScale.map((value) => value * value)) }
  const size = innerScale.length
  const between = memory.doubles(blockWidth * outerScale.length)
  const apply = (source: Float64Array, into: Float64Array): void => {
    run('propagate', { ...far, weights: near.scale, source, width: blockWidth, into: between })
    run('propagate', { ...near, source: between, width: blockWidth, into })
  }
  const pairs = await findLeadingEigenvectors(kernels, { size, apply }, count, random, pause)
  const values = pairs.values.map((value) => Math.sqrt(Math.max(0, value)))
  const kept = values.findIndex((value) => value <= negligible * values[0]!)
  const number = kept < 0 ? values.length : kept
  const left = turn(pairs.vectors, number, size)
  const vectors = overRows ? project(kernels, matrix, left, values.subarray(0, number)) : left
  return { values: values.slice(0, number), vectors }
}

const putPattern = ({ memory }: Kernels, { offsets, indices }: SparsePattern): SparsePattern => ({
  offsets: memory.putIntegers(offsets),
  indices: memory.putIntegers(indices),
})

/** From one vector per row to one row per coordinate. */
function turn(vectors: Float64Array, count: number, size: number): Float64Array {
  const result = new Float64Array(count * size)
  for (let vector = 0; vector < count; vector++)
    for (let row = 0; row < size; row++) result[row * count + vector] = vectors[vector * size + row]!
  return result
}

/** V = Mᵀ U Σ⁻¹. */
function project(
  kernels: Kernels,
  { byColumn, rowScale, columnScale }: ScaledMatrix,
  left: Float64Array,
  values: Float64Array,
): Float64Array {
  const { memory, run } = kernels
  const width = values.length
  const into = memory.doubles(columnScale.length * width)
  const [weights, scale] = [memory.putDoubles(rowScale), memory.putDoubles(columnScale)]
  run('propagate', {
    ...putPattern(kernels, byColumn),
    ...{ source: memory.putDoubles(left), weights, width, into, scale },
  })
  return Float64Array.from(into, (value, cell) => value / values[cell % width]!)
}
