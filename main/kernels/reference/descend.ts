/** Row-major blocks of vectors of `width` columns, a multiple of 4, and rows of 8 numbers V. */
export interface Descend {
  /** α, one per column. */
  readonly steps: Float32Array
  readonly p: Float32Array
  readonly q: Float32Array
  readonly z: Float32Array
  readonly r: Float32Array
  readonly width: number
  /** V, 8 numbers per row. */
  readonly guards: Float32Array
  /** Σ r ∘ r, one sum per column. */
  readonly squares: Float64Array
  /** VᵀR, 8 rows. */
  readonly overlaps: Float32Array
}

/** z ← z + α p, r ← r − α q by column, then r · r by column and Vᵀr: a step of conjugate gradient, and how much of V rounding brought back. */
export function descend({ steps, p, q, z, r, width, guards, squares, overlaps }: Descend): void {
  squares.fill(0)
  overlaps.fill(0)
  for (let cell = 0; cell < r.length; cell++) {
    const column = cell % width
    const row = (cell - column) / width
    z[cell]! += steps[column]! * p[cell]!
    r[cell]! -= steps[column]! * q[cell]!
    squares[column]! += r[cell]! ** 2
    for (let guard = 0; guard < 8; guard++) overlaps[guard * width + column]! += guards[row * 8 + guard]! * r[cell]!
  }
}
