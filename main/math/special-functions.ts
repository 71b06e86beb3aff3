import { RecbenchError } from '../contract/errors.ts'

/**
 * Natural logarithm of the gamma function for x > 0: recurrence up to 15, then Stirling's series to the term in x⁻¹¹.
 *
 * M. Abramowitz, I. A. Stegun (1964). Handbook of Mathematical Functions, 6.1.41.
 */
export function logGamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < 15; z++) shift += Math.log(z)
  const square = 1 / (z * z)
  const series =
    (1 / 12 +
      square *
        (-1 / 360 + square * (1 / 1260 + square * (-1 / 1680 + square * (1 / 1188 - (square * 691) / 360360))))) /
    z
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift
}

/**
 * Regularised incomplete beta function I_x(a, b), by the continued fraction (modified Lentz) on the side where it converges fast.
 *
 * W. H. Press, S. A. Teukolsky, W. T. Vetterling, B. P. Flannery (2007). Numerical Recipes, 3rd edition, 6.4. Cambridge University Press.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-16) return fraction
  }
  return fraction
}

/**
 * Regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), accurate also where it is tiny: 1 − the series of P for x < a + 1, else the
 * continued fraction (modified Lentz).
 *
 * Press et al. (2007). Numerical Recipes, 3rd edition, 6.2.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  const front = Math.exp(-x + a * Math.log(x) - logGamma(a))
  return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x)
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = a + 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) sum += term *= x / n
  return sum
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / 1e-300
  let d = 1 / b
  let fraction = d
  for (let i = 1; i <= 10_000; i++) {
    const numerator = -i * (i - a)
    b += 2
    d = 1 / away(numerator * d + b)
    c = away(b + numerator / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-16) return fraction
  }
  return fraction
}

const away = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value)

/**
 * The x between two ends at which a falling function has the given value, by bisection to the last digits.
 *
 * @throws RecbenchError `invalid-parameter` when the value does not lie between the function's ends
 */
export function invertFalling(f: (x: number) => number, value: number, low: number, high: number): number {
  if (!(f(low) >= value && f(high) <= value))
    throw new RecbenchError('invalid-parameter', `No number between ${low} and ${high} has the probability ${value}.`)
  let [from, to] = [low, high]
  for (let step = 0; step < 200; step++) {
    const middle = (from + to) / 2
    if (middle === from || middle === to) break
    if (f(middle) > value) from = middle
    else to = middle
  }
  return (from + to) / 2
}
