import { diagonalBlock, triangleRow } from './block-triangle.ts'

/** A symmetric matrix as a block triangle, and a vector as long as the matrix has rows, a multiple of 4. */
export interface SubtractSquare {
  readonly triangle: Float64Array
  readonly vector: Float64Array
  readonly scale: number
}

/** M ← M − a x xᵀ. */
export function subtractSquare({ triangle, vector, scale }: SubtractSquare): void {
  for (let i = 0; i < vector.length; i++)
    for (let j = 0; j < diagonalBlock(i) + 4; j++) triangle[triangleRow(i) + j]! -= scale * vector[i]! * vector[j]!
}
