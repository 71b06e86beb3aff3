/** Row-major blocks of vectors of `width` columns, a multiple of 4, and rows of 8 numbers V. */
export interface Redirect {
  /** β, one per column. */
  readonly turns: Float32Array
  readonly p: Float32Array
  readonly r: Float32Array
  readonly width: number
  /** V, 8 numbers per row. */
  readonly guards: Float32Array
  /** C, 8 rows. */
  readonly overlaps: Float32Array
}

/** r ← r − V C, p ← r + β p by column: the next directions of conjugate gradient. */
export function redirect({ turns, p, r, width, guards, overlaps }: Redirect): void {
  for (let cell = 0; cell < r.length; cell++) {
    const column = cell % width
    const row = (cell - column) / width
    for (let guard = 0; guard < 8; guard++) r[cell]! -= guards[row * 8 + guard]! * overlaps[guard * width + column]!
    p[cell] = r[cell]! + turns[column]! * p[cell]!
  }
}
