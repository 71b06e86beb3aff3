/**
 * The candidates with the k largest positive values, ascending by number. Values are compared after rounding to 10 significant digits, so that values
 * equal by formula tie whatever the order of their sums; ties at the cut go to the lower number.
 */
export function keepLargest(values: Float64Array, candidates: Int32Array, k: number): Int32Array {
  const positive = candidates.filter((candidate) => values[candidate]! > 0)
  if (positive.length <= k) return positive
  const rounded = Float64Array.from(positive, (candidate) => roundTo10Digits(values[candidate]!))
  const cut = rounded.slice().sort()[positive.length - k]!
  let room = k - rounded.reduce((count, value) => count + (value > cut ? 1 : 0), 0)
  return positive.filter((_, i) => rounded[i]! > cut || (rounded[i] === cut && room-- > 0))
}

function roundTo10Digits(value: number): number {
  const scale = 10 ** (9 - Math.floor(Math.log10(value)))
  return Math.round(value * scale) / scale
}
