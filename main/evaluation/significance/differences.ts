/** Differences a − b of the pairs in which both are defined. */
export const pairedDifferences = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, i) => value - b[i]!).filter((value) => !Number.isNaN(value))

/**
 * Differences for ranking: those below 1e-12 are 0 and the others are rounded to 12 decimals, so that values that are equal by formula tie although they
 * were summed in another order.
 */
export const tidyDifferences = (differences: Float64Array): Float64Array =>
  differences.map((value) => (Math.abs(value) < 1e-12 ? 0 : Math.round(value * 1e12) / 1e12))

export const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** Sample variance, with n − 1; NaN with fewer than two values. */
export function varianceOf(values: ArrayLike<number>, mean = meanOf(values)): number {
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2
  return values.length < 2 ? NaN : squares / (values.length - 1)
}
