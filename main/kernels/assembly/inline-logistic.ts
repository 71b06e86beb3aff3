/** e^−x for 0 ≤ x, below 1e-8 off, relatively: 2ᵏ times a polynomial of degree 7 on |r| ≤ ln 2 / 2. */
@inline
export function exponentialOfMinus(x: f64): f64 {
  const limited = min<f64>(x, 700)
  const k = nearest<f64>(limited * -1.4426950408889634)
  const r = -limited - k * 0.6931471805599453
  const square = r * r
  const low = 1 + r + square * (0.5 + r * (1.0 / 6))
  const high = 1.0 / 24 + r * (1.0 / 120) + square * (1.0 / 720 + r * (1.0 / 5040))
  return (low + square * square * high) * reinterpret<f64>(<u64>(<i64>k + 1023) << 52)
}

/** ln x for 1 ≤ x, by its exponent and 2 artanh((m − 1) / (m + 1)) of its mantissa. */
export function logarithm(x: f64): f64 {
  const word = reinterpret<u64>(x)
  const exponent = <f64>(<i64>(word >> 52) - 1023)
  const mantissa = reinterpret<f64>((word & 0x000fffffffffffff) | 0x3ff0000000000000)
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let sum: f64 = 0
  for (let n = 35; n > 0; n -= 2) sum = sum * square + 1 / <f64>n
  return exponent * 0.6931471805599453 + 2 * s * sum
}
