/** Rows of `vector.length` floats that are added to. */
export interface AddOuter {
  readonly rows: Float32Array
  /** One amount per row. */
  readonly amounts: Float32Array
  readonly vector: Float32Array
}

/** rows_rk ← rows_rk + amounts_r vector_k. */
export function addOuter({ rows, amounts, vector }: AddOuter): void {
  const width = vector.length
  for (let row = 0; row < amounts.length; row++)
    for (let k = 0; k < width; k++) rows[row * width + k]! += amounts[row]! * vector[k]!
}
