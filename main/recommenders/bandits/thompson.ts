import { real } from '../../contract/settings.ts'
import { betaSpread, probabilitiesOfBeingLargest, sampleBeta } from '../../math/beta.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { checkArm } from './arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/**
 * Thompson sampling for rewards 0 and 1: draws a click rate for each arm from what is believed of it, and shows the arm with the largest draw.
 *
 *   θ_k ~ Beta(a + s_k, b + n_k − s_k),   k = argmax θ_k
 *
 * n_k plays and s_k summed reward of arm k; a reward between 0 and 1 counts as that share of a success. Its distribution is the probability
 * that each θ_k is the largest, integrated numerically, not simulated.
 *
 * O. Chapelle, L. Li (2011). An Empirical Evaluation of Thompson Sampling. NIPS 24, algorithm 2.
 * W. R. Thompson (1933). On the Likelihood that One Unknown Probability Exceeds Another. Biometrika 25. doi:10.1093/biomet/25.3-4.285
 */
export const thompson = definePolicyRecommender({
  id: 'thompson',
  title: 'Thompson sampling',
  summary: 'Shows each item as often as it is believed to be the best one.',
  formula: 'θ_k ~ Beta(a + s_k, b + n_k − s_k), k = argmax θ_k',
  reference:
    'W. R. Thompson (1933). On the Likelihood that One Unknown Probability Exceeds Another. Biometrika 25. doi:10.1093/biomet/25.3-4.285',
  settings: {
    priorSuccesses: real({ default: 1, minimum: 0.5, help: 'a: rewards each item is given in advance.' }),
    priorFailures: real({ default: 1, minimum: 0.5, help: 'b: rounds without reward each item is given in advance.' }),
  },
  contextual: false,
  create: ({ arms }, { priorSuccesses, priorFailures }) =>
    new Thompson(new Float64Array(arms).fill(priorSuccesses), new Float64Array(arms).fill(priorFailures)),
  load(bytes) {
    const { columns } = unpack('thompson policy', 1, bytes)
    return new Thompson(columns['successes'] as Float64Array, columns['failures'] as Float64Array)
  },
})

class Thompson implements Policy {
  readonly features = 0
  readonly #successes: Float64Array
  readonly #failures: Float64Array
  readonly #spreads: Float64Array
  #distribution: Float64Array | null = null

  constructor(successes: Float64Array, failures: Float64Array) {
    this.#successes = successes
    this.#failures = failures
    this.#spreads = successes.map((a, arm) => betaSpread(a, failures[arm]!))
  }

  get arms(): number {
    return this.#successes.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    if (!this.#distribution) {
      this.#distribution = new Float64Array(this.arms)
      probabilitiesOfBeingLargest(this.#successes, this.#failures, this.#distribution)
    }
    into.set(this.#distribution)
  }

  select(_context: PolicyContext, random: Random): number {
    const [successes, failures, spreads] = [this.#successes, this.#failures, this.#spreads]
    let best = 0
    let largest = -1
    for (let arm = 0; arm < successes.length; arm++) {
      const draw = sampleBeta(random, successes[arm]!, failures[arm]!, spreads[arm]!)
      if (draw > largest) {
        largest = draw
        best = arm
      }
    }
    return best
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    checkArm(arm, this.arms)
    const success = Math.min(1, Math.max(0, reward))
    this.#successes[arm]! += success
    this.#failures[arm]! += 1 - success
    this.#spreads[arm] = betaSpread(this.#successes[arm]!, this.#failures[arm]!)
    this.#distribution = null
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    for (let arm = 0; arm < into.length; arm++)
      into[arm] = this.#successes[arm]! / (this.#successes[arm]! + this.#failures[arm]!)
  }

  save(): Uint8Array<ArrayBuffer> {
    return pack('thompson policy', 1, {}, { successes: this.#successes, failures: this.#failures })
  }
}
