import { dot } from '../math/vectors.ts'
import { largest } from './item-weights.ts'

/** The items whose factors point most alike, by cosine, best first, without those of negative similarity. `factors` is row-major with `size` columns. */
export function similarByFactors(
  factors: Float64Array,
  size: number,
  item: number,
  k: number,
): { items: Int32Array; similarities: Float32Array } {
  const length = (other: number) => Math.sqrt(dot(factors, other * size, factors, other * size, size))
  const own = length(item)
  const cosines = Float64Array.from({ length: factors.length / size }, (_, other) => {
    const product = own * length(other)
    return product === 0 ? 0 : dot(factors, item * size, factors, other * size, size) / product
  })
  return largest(cosines, item, k)
}
