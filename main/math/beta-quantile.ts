import { incompleteBeta, logGamma } from './special-functions.ts'

/** The x with I_x(a, b) = p, by Newton's method kept inside a shrinking bracket, which is halved where a step would leave it. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0
  if (p >= 1) return 1
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b)
  let [low, high] = [0, 1]
  let x = a / (a + b)
  for (let step = 0; step < 200; step++) {
    const excess = incompleteBeta(x, a, b) - p
    if (excess === 0) return x
    if (excess > 0) high = x
    else low = x
    const density = Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x))
    const newton = x - excess / density
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - x) <= 1e-15 * next) return next
    x = next
  }
  return x
}
