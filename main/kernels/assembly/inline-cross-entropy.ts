/** e^x for x ≤ 0, to a few units in the last place of double precision; 0 below −708. */
@inline
export function exponentialOfNegative(x: f64): f64 {
  if (x < -708) return 0
  // x = n ln 2 + r with |r| ≤ ln 2 / 2, and the series of e^r to r¹².
  const n = nearest(x * 1.4426950408889634)
  const r = x - n * 0.6931471803691238 - n * 1.9082149292705877e-10
  let sum: f64 = 1 / 479001600.0
  sum = sum * r + 1 / 39916800.0
  sum = sum * r + 1 / 3628800.0
  sum = sum * r + 1 / 362880.0
  sum = sum * r + 1 / 40320.0
  sum = sum * r + 1 / 5040.0
  sum = sum * r + 1 / 720.0
  sum = sum * r + 1 / 120.0
  sum = sum * r + 1 / 24.0
  sum = sum * r + 1 / 6.0
  sum = sum * r + 0.5
  sum = sum * r + 1
  sum = sum * r + 1
  return sum * reinterpret<f64>((<i64>n + 1023) << 52)
}

/** ln(1 + x) for 0 ≤ x ≤ 1, by 2 artanh(x / (2 + x)), to 1e−11. */
@inline
export function logarithmAboveOne(x: f64): f64 {
  const s = x / (2 + x)
  const q = s * s
  let sum: f64 = 1 / 21.0
  sum = sum * q + 1 / 19.0
  sum = sum * q + 1 / 17.0
  sum = sum * q + 1 / 15.0
  sum = sum * q + 1 / 13.0
  sum = sum * q + 1 / 11.0
  sum = sum * q + 1 / 9.0
  sum = sum * q + 1 / 7.0
  sum = sum * q + 0.2
  sum = sum * q + 1 / 3.0
  sum = sum * q + 1
  return 2 * s * sum
}

/** σ(z), given e = e^−|z|. */
@inline
export function sigmoidFrom(z: f64, e: f64): f64 {
  return (z >= 0 ? 1 : e) / (1 + e)
}
