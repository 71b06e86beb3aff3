/** Rows and centres of `size` numbers. */
export interface NearestCentres {
  readonly rows: Float64Array
  readonly centres: Float64Array
  readonly size: number
  /** Number of the centre, one per row. */
  readonly nearest: Int32Array
  /** Squared distance to it. */
  readonly distances: Float64Array
}

/** nearest_r = argmin_c ‖row_r − centre_c‖², the lowest of equals: a step of k-means. */
export function nearestCentres({ rows, centres, size, nearest, distances }: NearestCentres): void {
  distances.fill(Infinity)
  nearest.fill(0)
  for (let row = 0; row < nearest.length; row++)
    for (let centre = 0; centre * size < centres.length; centre++) {
      let distance = 0
      for (let k = 0; k < size; k++) distance += (rows[row * size + k]! - centres[centre * size + k]!) ** 2
      if (distance < distances[row]!) {
        distances[row] = distance
        nearest[row] = centre
      }
    }
}
