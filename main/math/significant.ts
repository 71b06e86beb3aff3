/** 10ⁿ by n. */
const powers = Float64Array.from({ length: 301 }, (_, exponent) => 10 ** exponent)

/**
 * A number rounded to 12 significant digits, so that values that are equal by formula but were summed in another order compare as equal.
 * NaN and infinities are returned as they are.
 */
export function roundSignificant(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value
  const exponent = 11 - Math.floor(Math.log10(Math.abs(value)))
  if (exponent > 300 || exponent < -300) return Number(value.toPrecision(12))
  const scale = powers[Math.abs(exponent)]!
  return exponent >= 0 ? Math.round(value * scale) / scale : Math.round(value / scale) * scale
}
