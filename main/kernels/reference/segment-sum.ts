/** Rows of `width` floats, listed by the segment that each belongs to. */
export interface SegmentSum {
  readonly rows: Float32Array
  readonly width: number
  /** The rows of segment s are `members[offsets[s] … offsets[s + 1])`. */
  readonly offsets: Int32Array
  readonly members: Int32Array
  /** One row for each segment. */
  readonly into: Float32Array
}

/** into_s = Σ of the rows of segment s, in the order in which they are listed. */
export function segmentSum({ rows, width, offsets, members, into }: SegmentSum): void {
  for (let s = 0; s < offsets.length - 1; s++)
    for (let k = 0; k < width; k++) {
      let sum = 0
      for (let m = offsets[s]!; m < offsets[s + 1]!; m++) sum += rows[members[m]! * width + k]!
      into[s * width + k] = sum
    }
}
