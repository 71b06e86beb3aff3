const reach = 8.5
const mostSteps = 8192

/**
 * The probability that each of several independent normal variables is the largest: P_k = ∫ φ_k(x) Π_{j≠k} Φ_j(x) dx, by the trapezoid rule in steps of 0.7 of the
 * smallest standard deviation, whose error is below 1e-9. A deviation of less than about 1/300 of the largest counts as that much. Where all deviations are 0 the
 * first of the largest means has it.
 *
 * @param into filled with the probabilities, which sum to 1
 */
export function probabilitiesOfNormalBeingLargest(
  means: Float64Array,
  deviations: Float64Array,
  into: Float64Array,
): void {
  let [low, high, narrowest, widest] = [-Infinity, -Infinity, Infinity, 0]
  for (let k = 0; k < means.length; k++) {
    low = Math.max(low, means[k]! - reach * deviations[k]!)
    high = Math.max(high, means[k]! + reach * deviations[k]!)
    narrowest = Math.min(narrowest, deviations[k]!)
    widest = Math.max(widest, deviations[k]!)
  }
  into.fill(0)
  if (widest === 0) {
    into[means.indexOf(high)] = 1
    return
  }
  const steps = Math.min(mostSteps, Math.max(64, Math.ceil((high - low) / (0.7 * narrowest))))
  const step = (high - low) / steps
  const smallest = step / 0.7
  const product = new Float64Array(steps + 1).fill(1)
  for (let k = 0; k < means.length; k++) {
    const scale = 1 / Math.max(smallest, deviations[k]!)
    for (let i = 0; i <= steps; i++) {
      const z = (low + i * step - means[k]!) * scale
      if (z > reach) break
      product[i]! *= lowerTail(z)
    }
  }
  let total = 0
  for (let k = 0; k < means.length; k++) {
    const scale = 1 / Math.max(smallest, deviations[k]!)
    let sum = 0
    for (let i = 0; i <= steps; i++) {
      const z = (low + i * step - means[k]!) * scale
      if (z > reach) break
      if (product[i]! > 0) sum += (Math.exp((-z * z) / 2) * product[i]!) / lowerTail(z)
    }
    into[k] = sum * scale
    total += into[k]!
  }
  for (let k = 0; k < into.length; k++) into[k]! /= total
}

const numerator = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
]
const denominator = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
]

/**
 * Φ(z) to about 1e-15, by rational functions; for inner loops, where `normalDistribution` takes too long.
 *
 * G. West (2005). Better approximations to cumulative normal functions. Wilmott Magazine, after J. F. Hart (1968), Computer Approximations, algorithm 5666.
 */
function lowerTail(z: number): number {
  const x = Math.abs(z)
  if (x > 37) return z > 0 ? 1 : 0
  const density = Math.exp((-x * x) / 2)
  let tail: number
  if (x < 7.07106781186547) {
    let [above, below] = [0, 0]
    for (let i = 0; i < numerator.length; i++) above = above * x + numerator[i]!
    for (let i = 0; i < denominator.length; i++) below = below * x + denominator[i]!
    tail = (density * above) / below
  } else tail = density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631
  return z > 0 ? 1 - tail : tail
}
