/** What neighbours say of one prediction. */
export interface Weighed {
  /** Σ s c, and Σ s. */
  readonly sum: number
  readonly weight: number
  /** Neighbours that count. */
  readonly count: number
}

/**
 * Weighs contributions by similarity over the k most similar candidates, only those with a positive similarity; among equals the earlier candidate. The
 * numbers are what Python's `heapq.nlargest` keeps.
 *
 * @returns a function that takes the first `count` entries of both arrays; `chosen` then holds the positions of those that count, most similar first
 */
export function neighbourWeigher(k: number, chosen: Int32Array = new Int32Array(k)) {
  const kept = new Float64Array(k)
  return (similarities: Float64Array, contributions: Float64Array, count: number): Weighed => {
    let size = 0
    for (let candidate = 0; candidate < count; candidate++) {
      const similarity = similarities[candidate]!
      if (!(similarity > 0) || (size === k && similarity <= kept[k - 1]!)) continue
      let place = size < k ? size++ : k - 1
      while (place > 0 && kept[place - 1]! < similarity) {
        kept[place] = kept[place - 1]!
        chosen[place] = chosen[place - 1]!
        place--
      }
      kept[place] = similarity
      chosen[place] = candidate
    }
    let sum = 0
    let weight = 0
    for (let place = 0; place < size; place++) {
      weight += kept[place]!
      sum += kept[place]! * contributions[chosen[place]!]!
    }
    return { sum, weight, count: size }
  }
}
