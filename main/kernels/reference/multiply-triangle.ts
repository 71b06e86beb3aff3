import { diagonalBlock, triangleRow } from './block-triangle.ts'

/** A symmetric matrix as a block triangle, and a vector as long as the matrix has rows, a multiple of 4. */
export interface MultiplyTriangle {
  readonly triangle: Float64Array
  readonly vector: Float64Array
  readonly into: Float64Array
}

/** into ← M x. */
export function multiplyTriangle({ triangle, vector, into }: MultiplyTriangle): void {
  into.fill(0)
  for (let i = 0; i < vector.length; i++) {
    const first = diagonalBlock(i)
    for (let j = 0; j < first + 4; j++) into[i]! += triangle[triangleRow(i) + j]! * vector[j]!
    for (let j = 0; j < first; j++) into[j]! += triangle[triangleRow(i) + j]! * vector[i]!
  }
}
