/**
 * A symmetric matrix by its lower triangle, in whole blocks of 4 × 4: row i has columns 0 to 4 ⌊i / 4⌋ + 3, one row after the other. Blocks on the diagonal are there in full.
 * The size is a multiple of 4.
 */

/** Entries of a triangle of so many rows. */
export const triangleLength = (size: number): number => (size / 4) * (size / 4 + 1) * 8

/** Entry at which a row begins. */
export function triangleRow(row: number): number {
  const block = Math.floor(row / 4)
  return 8 * block * (block + 1) + (row % 4) * 4 * (block + 1)
}

/** First column of the block of a row that lies on the diagonal. */
export const diagonalBlock = (row: number): number => 4 * Math.floor(row / 4)
