import { probabilitiesOfNormalBeingLargest } from '../../math/normal-largest.ts'
import type { LinearRule } from './linear-policy.ts'

/**
 * Draws N(mean_k, α² variance_k) for each arm and shows the arm with the largest draw; its distribution is the probability that each is the largest, integrated
 * numerically.
 */
export const normalThompsonRule: LinearRule<{ readonly exploration: number }> = {
  usesVariances: true,
  distribution({ means, variances }, { exploration }, into) {
    const deviations = variances.map((variance) => exploration * Math.sqrt(variance))
    probabilitiesOfNormalBeingLargest(means, deviations, into)
  },
  select({ means, variances }, { exploration }, random) {
    let best = 0
    let largest = -Infinity
    for (let arm = 0; arm < means.length; arm++) {
      const draw = means[arm]! + exploration * Math.sqrt(variances[arm]!) * random.normal()
      if (draw > largest) {
        largest = draw
        best = arm
      }
    }
    return best
  },
}
