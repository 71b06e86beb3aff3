import type { Pause } from '../../math/pause.ts'
import type { Random } from '../../math/random.ts'
import { blockWidth } from './basis.ts'
import { Heap } from './heap.ts'
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
): Promise<SingularVectors> {
  const { byRow, byColumn, rowScale, columnScale } = matrix
  const [rows, columns] = [rowScale.length, columnScale.length]
  const overRows = rows < columns
  const [inner, outer] = overRows ? [byRow, byColumn] : [byColumn, byRow]
  const [innerScale, outerScale] = overRows ? [rowScale, columnScale] : [columnScale, rowScale]
  const heap = new Heap()
  const near = sparseOn(heap, inner)
  const far = sparseOn(heap, outer)
  const [size, others] = [innerScale.length, outerScale.length]
  const scaled = heap.allocate(8 * blockWidth * size)
  const middle = heap.allocate(8 * blockWidth * others)
  const squared = outerScale.map((value) => value * value)
  const apply = (source: number, out: number): void => {
    const from = heap.doubles(source, size * blockWidth)
    multiplyRows(from, innerScale, heap.doubles(scaled, size * blockWidth))
    heap.kernels.sumRowsOfDoubles(far.offsets, far.indices, 4 * others, scaled, 8 * blockWidth, middle)
    const between = heap.doubles(middle, others * blockWidth)
    multiplyRows(between, squared, between)
    heap.kernels.sumRowsOfDoubles(near.offsets, near.indices, 4 * size, middle, 8 * blockWidth, out)
    const into = heap.doubles(out, size * blockWidth)
    multiplyRows(into, innerScale, into)
  }
  const pairs = await findLeadingEigenvectors(heap, { size, apply }, count, random, pause)
  const values = pairs.values.map((value) => Math.sqrt(Math.max(0, value)))
  const kept = values.findIndex((value) => value <= negligible * values[0]!)
  const number = kept < 0 ? values.length : kept
  const left = turn(pairs.vectors, number, size)
  const vectors = overRows ? project(matrix, left, values.subarray(0, number)) : left
  return { values: values.slice(0, number), vectors }
}

const sparseOn = (heap: Heap, { offsets, indices }: SparsePattern) => ({
  offsets: heap.put(offsets),
  indices: heap.put(indices),
})

function multiplyRows(from: Float64Array, scale: Float64Array, into: Float64Array): void {
  for (let row = 0, cell = 0; row < scale.length; row++)
    for (const end = cell + blockWidth; cell < end; cell++) into[cell] = from[cell]! * scale[row]!
}

/** From one vector per row to one row per coordinate. */
function turn(vectors: Float64Array, count: number, size: number): Float64Array {
  const result = new Float64Array(count * size)
  for (let vector = 0; vector < count; vector++)
    for (let row = 0; row < size; row++) result[row * count + vector] = vectors[vector * size + row]!
  return result
}

/** V = Mᵀ U Σ⁻¹. */
function project(
  { byColumn: { offsets, indices }, rowScale, columnScale }: ScaledMatrix,
  left: Float64Array,
  values: Float64Array,
): Float64Array {
  const count = values.length
  const result = new Float64Array(columnScale.length * count)
  for (let column = 0; column < columnScale.length; column++) {
    const into = result.subarray(column * count, (column + 1) * count)
    for (let entry = offsets[column]!; entry < offsets[column + 1]!; entry++) {
      const row = indices[entry]!
      const from = left.subarray(row * count, (row + 1) * count)
      for (let k = 0; k < count; k++) into[k]! += rowScale[row]! * from[k]!
    }
    for (let k = 0; k < count; k++) into[k]! *= columnScale[column]! / values[k]!
  }
  return result
}
