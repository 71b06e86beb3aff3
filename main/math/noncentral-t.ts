import { normalTail } from './distributions.ts'
import { incompleteBeta, logGamma } from './special-functions.ts'
import { studentTail } from './student-t.ts'

/**
 * Noncentral t, T = (Z + δ) / √(χ²/df): P(T ≤ t), accurate to about 1e-12.
 *
 *   P(T ≤ t) = Φ(−δ) + ½ Σ_j [ p_j I_x(j + ½, df/2) + q_j I_x(j + 1, df/2) ]   for t ≥ 0,   x = t² / (df + t²)
 *   p_j = e^(−δ²/2) (δ²/2)^j / j!,   q_j = δ e^(−δ²/2) (δ²/2)^j / (√2 Γ(j + 3/2));   P(T ≤ t; δ) = 1 − P(T ≤ −t; −δ) for t < 0
 *
 * R. V. Lenth (1989). Algorithm AS 243: Cumulative Distribution Function of the Non-Central t Distribution. Applied Statistics 38(1). doi:10.2307/2347693
 */
export function noncentralT(t: number, df: number, delta: number): number {
  if (t < 0) return 1 - noncentralT(-t, df, -delta)
  if (delta === 0) return 1 - studentTail(t, df)
  const x = (t * t) / (df + t * t)
  const mean = (delta * delta) / 2
  const logMean = Math.log(mean)
  const last = Math.ceil(mean + 12 * Math.sqrt(mean) + 30)
  let sum = 0
  for (let j = 0; j <= last; j++) {
    const power = j * logMean - mean
    const p = Math.exp(power - logGamma(j + 1))
    const q = (delta / Math.SQRT2) * Math.exp(power - logGamma(j + 1.5))
    sum += p * incompleteBeta(x, j + 0.5, df / 2) + q * incompleteBeta(x, j + 1, df / 2)
  }
  return Math.min(1, Math.max(0, normalTail(delta) + sum / 2))
}
