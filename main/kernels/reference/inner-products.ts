/** Rows and items of `width` doubles. */
export interface InnerProducts {
  readonly left: Float64Array
  readonly right: Float64Array
  readonly width: number
  /** Row-major: one product per item for each row of `left`. */
  readonly into: Float64Array
}

/** into_ri = Σ_k left_rk right_ik, summed in the order of k, so that equal rows give equal digits. */
export function innerProducts({ left, right, width, into }: InnerProducts): void {
  const items = width === 0 ? 0 : right.length / width
  for (let cell = 0; cell < into.length; cell++) {
    const [row, item] = [Math.floor(cell / items), cell % items]
    let sum = 0
    for (let k = 0; k < width; k++) sum += left[row * width + k]! * right[item * width + k]!
    into[cell] = sum
  }
}
