/** Relative difference up to which two values count as equal: sums of the same terms in another order differ by less, other values by more. */
const equality = 1e-10

/**
 * The candidates with the k largest positive values, ascending by number. Values that equal the one at the cut, up to rounding, tie; ties go to the lower
 * number.
 */
export function keepLargest(values: Float64Array, candidates: Int32Array, k: number): Int32Array {
  const positive = candidates.filter((candidate) => values[candidate]! > 0)
  if (positive.length <= k) return positive
  const cut = Float64Array.from(positive, (candidate) => values[candidate]!).sort()[positive.length - k]!
  const above = cut * (1 + equality)
  const below = cut * (1 - equality)
  let room = k
  for (const candidate of positive) if (values[candidate]! > above) room--
  return positive.filter((candidate) => {
    const value = values[candidate]!
    return value > above || (value >= below && room-- > 0)
  })
}
