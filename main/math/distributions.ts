import { incompleteBeta, invertFalling, upperGamma } from './special-functions.ts'

/**
 * Tail probabilities, accurate to about 1e-13 relative also where they are tiny.
 *
 * M. Abramowitz, I. A. Stegun (1964). Handbook of Mathematical Functions, chapter 26.
 */

/** Standard normal: P(Z ≥ z) = Q(1/2, z²/2) / 2 for z ≥ 0. */
export function normalTail(z: number): number {
  const half = upperGamma(0.5, (z * z) / 2) / 2
  return z >= 0 ? half : 1 - half
}

/** Standard normal distribution function Φ(z), accurate in the lower tail. */
export const normalDistribution = (z: number): number => normalTail(-z)

/** Standard normal density φ(z). */
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/** The z with Φ(z) = p; ±Infinity at 1 and 0. */
export function normalQuantile(p: number): number {
  if (Number.isNaN(p) || p < 0 || p > 1) return NaN
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  return p < 0.5 ? -invertFalling(normalTail, p, 0, 40) : invertFalling(normalTail, 1 - p, 0, 40)
}

/** Chi-square: P(X ≥ x) = Q(df/2, x/2). */
export const chiSquareTail = (x: number, df: number): number => (Number.isNaN(x) ? NaN : upperGamma(df / 2, x / 2))

/** F distribution: P(F ≥ f) = I_y(d₂/2, d₁/2) with y = d₂ / (d₂ + d₁ f). */
export function fTail(f: number, numerator: number, denominator: number): number {
  if (Number.isNaN(f)) return NaN
  if (f <= 0) return 1
  if (f === Infinity) return 0
  return incompleteBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2)
}

/** Fair coin, n throws: P(X ≤ k) = I_½(n − k, k + 1). */
export const fairCoinDistribution = (k: number, n: number): number =>
  k >= n ? 1 : k < 0 ? 0 : incompleteBeta(0.5, n - k, k + 1)
