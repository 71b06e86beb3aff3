import { incompleteBeta } from './special-functions.ts'

/**
 * Two-sided p-value of Student's t: P(|T| ≥ |t|) = I_x(df/2, 1/2) with x = df / (df + t²).
 *
 * M. Abramowitz, I. A. Stegun (1964). Handbook of Mathematical Functions, 26.7.1.
 */
export function studentP(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return NaN
  if (!Number.isFinite(t)) return 0
  return incompleteBeta(df / (df + t * t), df / 2, 0.5)
}

/** One-sided: P(T ≥ t). */
export const studentTail = (t: number, df: number): number => {
  const half = studentP(t, df) / 2
  return t >= 0 ? half : 1 - half
}

/** The t with P(|T| ≥ t) = p, by bisection to the last digits. */
export function studentQuantile(p: number, df: number): number {
  let low = 0
  let high = 1
  while (studentP(high, df) > p) high *= 2
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2
    if (studentP(middle, df) > p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
