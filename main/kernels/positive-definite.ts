import { RecbenchError } from '../contract/errors.ts'
import type { Pause } from '../math/pause.ts'
import { openKernels, type Kernels } from './kernels.ts'

/** Multiply-adds between two pauses, at most, where 64 pivots take no more: some 50 ms. */
const pausedAfter = 1e9
const together = 64

/**
 * Inverts a symmetric positive definite matrix by sweeping blocks of pivots. About n³ floating-point operations and 16 n² bytes.
 *
 * @param matrix row-major, size × size, of which the lower triangle is read
 * @returns the inverse, row-major
 * @throws RecbenchError `invalid-parameter` when a pivot is not positive
 */
export async function invertPositiveDefinite(
  matrix: Float64Array,
  size: number,
  pause: Pause,
  threads = 1,
): Promise<Float64Array> {
  const kernels = openKernels({ threads })
  const swept = kernels.memory.putDoubles(matrix)
  await sweepAll(kernels, swept, size, pause)
  const inverse = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) inverse[i * size + j] = inverse[j * size + i] = -swept[i * size + j]!
  return inverse
}

/**
 * Turns the lower triangle of a symmetric positive definite matrix into that of minus its inverse, in place.
 *
 * @throws RecbenchError `invalid-parameter` when a pivot is not positive
 */
export async function sweepAll({ run }: Kernels, matrix: Float64Array, size: number, pause: Pause): Promise<void> {
  const pivots = Math.max(1, Math.floor(pausedAfter / (size ** 2 * together))) * together
  for (let from = 0; from < size; from += pivots) {
    await pause(from / size)
    const row = run('sweepSymmetric', { matrix, size, from, to: Math.min(size, from + pivots) })
    if (row >= 0)
      throw new RecbenchError(
        'invalid-parameter',
        `A linear system of the model has no unique solution: the pivot of row ${row + 1} is ${matrix[row * size + row]}.`,
        { remedy: 'Raise the regularization.' },
      )
  }
}
