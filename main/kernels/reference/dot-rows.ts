/** Rows of `width` floats, one after the other, and a vector. */
export interface DotRows {
  readonly rows: Float32Array
  readonly vector: Float32Array
  /** One product per row. */
  readonly into: Float32Array
}

/** into_r = Σ_k rows_rk vector_k. */
export function dotRows({ rows, vector, into }: DotRows): void {
  const width = vector.length
  for (let row = 0; row < into.length; row++) {
    let sum = 0
    for (let k = 0; k < width; k++) sum += rows[row * width + k]! * vector[k]!
    into[row] = sum
  }
}
