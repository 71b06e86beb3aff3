import { sampleBeta } from '../../math/beta.ts'
import { Random } from '../../math/random.ts'

/** Beta variables, one per arm, and where their draws come from. */
export interface DrawLargestBeta {
  /** State of the generator, four words, which go on. */
  readonly random: Int32Array
  /** The layers of `normalLayers`. */
  readonly edges: Float64Array
  readonly heights: Float64Array
  /** a and b of each variable, above 0, and `gammaSpread` of them. */
  readonly successes: Float64Array
  readonly failures: Float64Array
  readonly successSpreads: Float64Array
  readonly failureSpreads: Float64Array
}

/** Draws from each Beta(a, b); the first variable with the largest draw. */
export function drawLargestBeta(input: DrawLargestBeta): number {
  const { random: words, successes, failures, successSpreads, failureSpreads } = input
  const random = Random.resume(words)
  let best = 0
  let largest = -1
  for (let arm = 0; arm < successes.length; arm++) {
    const draw = sampleBeta(random, successes[arm]!, failures[arm]!, successSpreads[arm], failureSpreads[arm])
    if (draw > largest) {
      largest = draw
      best = arm
    }
  }
  words.set(random.words())
  return best
}
