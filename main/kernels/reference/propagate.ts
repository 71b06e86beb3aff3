/** A sparse binary matrix X by rows, and rows of numbers, all in single or all in double precision. */
export interface Propagate<Numbers extends Float32Array | Float64Array = Float32Array | Float64Array> {
  readonly offsets: Int32Array
  /** Columns of the ones of each row. */
  readonly indices: Int32Array
  /** One row of `width` numbers per column of X. */
  readonly source: Numbers
  readonly width: number
  /** One row per row of X. */
  readonly into: Numbers
  /** w, one per column of X; 1 unless given. */
  readonly weights?: Numbers
  /** s, one per row of X; 1 unless given. */
  readonly scale?: Numbers
  /** A block like `into`, to which the sums are added. */
  readonly total?: Numbers
}

/** into_r ← s_r Σ_{c in row r of X} w_c source_c, in the order of the entries: a step along the edges of a graph, or D_s X D_w times a dense matrix. */
export function propagate({ offsets, indices, source, width, into, weights, scale, total }: Propagate): void {
  for (let row = 0; row + 1 < offsets.length; row++)
    for (let k = 0; k < width; k++) {
      let sum = 0
      for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
        sum += (weights?.[indices[entry]!] ?? 1) * source[indices[entry]! * width + k]!
      into[row * width + k] = (scale?.[row] ?? 1) * sum
      if (total) total[row * width + k]! += into[row * width + k]!
    }
}
