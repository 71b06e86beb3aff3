/** A sparse binary matrix X by rows, and row-major blocks of vectors of `width` columns, a multiple of 4. */
export interface ApplyGram {
  readonly offsets: Int32Array
  /** Columns of the ones of each row. */
  readonly indices: Int32Array
  /** Xᵀp, one row per column of X. */
  readonly image: Float32Array
  /** λ */
  readonly ridge: number
  readonly p: Float32Array
  /** Becomes (X Xᵀ + λ I) p. */
  readonly q: Float32Array
  readonly width: number
  /** Σ p ∘ q, one sum per column. */
  readonly products: Float64Array
}

/** q ← X image + λ p, and by column the products p · q: how conjugate gradient looks along its directions. */
export function applyGram({ offsets, indices, image, ridge, p, q, width, products }: ApplyGram): void {
  products.fill(0)
  for (let row = 0; row + 1 < offsets.length; row++)
    for (let column = 0; column < width; column++) {
      let sum = ridge * p[row * width + column]!
      for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++)
        sum += image[indices[entry]! * width + column]!
      q[row * width + column] = sum
      products[column]! += p[row * width + column]! * sum
    }
}
