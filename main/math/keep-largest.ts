/** Relative difference up to which two values count as equal: sums of the same terms in another order differ by less, other values by more. */
const equality = 1e-10

/** Chooses which candidates stay at a cut: their numbers, ascending. */
export type Keep = (values: Float32Array | Float64Array, candidates: Int32Array, k: number) => Int32Array

/**
 * The candidates with the k largest positive values, ascending by number. Values that equal the one at the cut, up to rounding, tie; ties go to the lower
 * number.
 */
export const keepLargest: Keep = (values, candidates, k) => {
  const positive = candidates.filter((candidate) => values[candidate]! > 0)
  if (positive.length <= k) return positive.sort()
  const cut = Float64Array.from(positive, (candidate) => values[candidate]!).sort()[positive.length - k]!
  const above = cut * (1 + equality)
  const below = cut * (1 - equality)
  let room = k
  for (const candidate of positive) if (values[candidate]! > above) room--
  return positive.sort().filter((candidate) => {
    const value = values[candidate]!
    return value > above || (value >= below && room-- > 0)
  })
}

/** The candidates with the k largest positive values; among those equal to the last bit the ones given first stay. */
export const keepFirstMet: Keep = (values, candidates, k) =>
  candidates.length <= k
    ? candidates.filter((candidate) => values[candidate]! > 0).sort()
    : candidates
        .filter((candidate) => values[candidate]! > 0)
        .sort((a, b) => values[b]! - values[a]!)
        .slice(0, k)
        .sort()

/**
 * The candidates with the k largest positive values as the implicit library keeps them: candidates enter a heap in the reverse of the order given, one
 * that only equals the least of a full heap stays outside, and the lower number leaves first among equals. Values are compared to the last bit.
 */
export const keepLastMet: Keep = (values, candidates, k) => {
  const heap = new Int32Array(Math.min(k, candidates.length))
  let count = 0
  const before = (a: number, b: number) => values[a]! < values[b]! || (values[a] === values[b] && a < b)
  const sink = (candidate: number) => {
    let place = 0
    for (let child = 1; child < count; child = 2 * place + 1) {
      if (child + 1 < count && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, candidate)) break
      heap[place] = heap[child]!
      place = child
    }
    heap[place] = candidate
  }
  for (let position = candidates.length - 1; position >= 0; position--) {
    const candidate = candidates[position]!
    if (!(values[candidate]! > 0)) continue
    if (count === k) {
      if (values[candidate]! > values[heap[0]!]!) sink(candidate)
      continue
    }
    let place = count++
    for (; place > 0; place = (place - 1) >> 1) {
      const parent = heap[(place - 1) >> 1]!
      if (!before(candidate, parent)) break
      heap[place] = parent
    }
    heap[place] = candidate
  }
  return heap.slice(0, count).sort()
}
