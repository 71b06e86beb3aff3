/** Rows of `width` numbers, and an amount for each. */
export interface AddRows {
  readonly rows: Float32Array
  readonly width: number
  readonly amounts: Float32Array
  readonly into: Float32Array
}

/** into_r ← into_r + amounts_r rows_r. */
export function addRows({ rows, width, amounts, into }: AddRows): void {
  for (let row = 0; row < amounts.length; row++)
    for (let k = 0; k < width; k++) into[row * width + k]! += amounts[row]! * rows[row * width + k]!
}
