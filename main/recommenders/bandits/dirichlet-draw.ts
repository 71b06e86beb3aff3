import { sampleGamma } from '../../math/beta.ts'
import type { Random } from '../../math/random.ts'
import { logGamma, upperGamma } from '../../math/special-functions.ts'

/** Below exp(−40) all of several gamma variables whose shapes sum to 1 lie with a probability of about exp(−40); above exp(4) each with 1e-23. */
const [lowest, highest, step] = [-40, 4, 0.05]

/**
 * The arm with the largest entry of a draw from Dirichlet(`shapes`), that is, of independent gamma variables of these shapes, compared by their logarithms because small
 * shapes make them underflow. An arm of shape 0 is never drawn unless all are.
 */
export function drawLargestOfDirichlet(shapes: Float64Array, random: Random): number {
  let best = 0
  let largest = -Infinity
  for (let arm = 0; arm < shapes.length; arm++) {
    const shape = shapes[arm]!
    if (shape === 0) continue
    const logarithm = Math.log(sampleGamma(random, shape + 1)) + Math.log(1 - random.uniform()) / shape
    if (logarithm > largest) {
      largest = logarithm
      best = arm
    }
  }
  return best
}

/**
 * The probability with which {@link drawLargestOfDirichlet} gives each arm, for shapes that sum to 1:
 *
 *   P_k = ∫ f_k(t) Π_{j≠k} F_j(t) dt,   t = ln x, x ~ Gamma(shape, 1)
 *
 * by the trapezoid rule, whose error is below 1e-9.
 */
export function probabilitiesOfLargestOfDirichlet(shapes: Float64Array, into: Float64Array): void {
  const scales = shapes.map((shape) => (shape === 0 ? 0 : logGamma(shape)))
  const below = new Float64Array(shapes.length)
  into.fill(0)
  for (let i = 0; i <= (highest - lowest) / step; i++) {
    const t = lowest + i * step
    const x = Math.exp(t)
    let all = 1
    for (let arm = 0; arm < shapes.length; arm++) {
      below[arm] = shapes[arm] === 0 ? 1 : 1 - upperGamma(shapes[arm]!, x)
      all *= below[arm]!
    }
    if (all === 0) continue
    for (let arm = 0; arm < shapes.length; arm++)
      if (shapes[arm]! > 0) into[arm]! += (Math.exp(shapes[arm]! * t - x - scales[arm]!) * all) / below[arm]!
  }
  const total = into.reduce((sum, value) => sum + value, 0)
  for (let arm = 0; arm < into.length; arm++) into[arm]! /= total
}
