/** Rows of `width` floats, a multiple of 4. */
export interface Gram {
  readonly rows: Float32Array
  readonly width: number
  /** `width × width`. */
  readonly into: Float64Array
}

/** into_ab = Σ_r rows_ra rows_rb. */
export function gram({ rows, width, into }: Gram): void {
  into.fill(0)
  for (let start = 0; start < rows.length; start += width)
    for (let a = 0; a < width; a++)
      for (let b = 0; b < width; b++) into[a * width + b]! += rows[start + a]! * rows[start + b]!
}
