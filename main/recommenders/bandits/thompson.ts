import { real } from '../../contract/settings.ts'
import { openKernels } from '../../kernels/kernels.ts'
import type { DrawLargestBeta } from '../../kernels/reference/draw-largest-beta.ts'
import { gammaSpread, probabilitiesOfBeingLargest } from '../../math/beta.ts'
import type { Random } from '../../math/random.ts'
import { normalLayers } from '../../math/ziggurat.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { checkArm, rearrangedColumn } from './arms.ts'
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
    new Thompson(
      { priorSuccesses, priorFailures },
      new Float64Array(arms).fill(priorSuccesses),
      new Float64Array(arms).fill(priorFailures),
    ),
  load(bytes) {
    const { facts, columns } = unpack('thompson policy', 2, bytes)
    return new Thompson(
      facts as unknown as Prior,
      columns['successes'] as Float64Array,
      columns['failures'] as Float64Array,
    )
  },
})

interface Prior {
  readonly priorSuccesses: number
  readonly priorFailures: number
}

class Thompson implements Policy {
  readonly features = 0
  readonly #kernels = openKernels({ threads: 1 })
  readonly #prior: Prior
  readonly #variables: Omit<DrawLargestBeta, 'random'>
  readonly #words: Int32Array
  #distribution: Float64Array | null = null

  constructor(prior: Prior, successes: Float64Array, failures: Float64Array) {
    const { memory } = this.#kernels
    this.#prior = prior
    this.#words = memory.integers(4)
    this.#variables = {
      edges: memory.putDoubles(normalLayers.edges),
      heights: memory.putDoubles(normalLayers.heights),
      successes: memory.putDoubles(successes),
      failures: memory.putDoubles(failures),
      successSpreads: memory.putDoubles(successes.map(gammaSpread)),
      failureSpreads: memory.putDoubles(failures.map(gammaSpread)),
    }
  }

  get arms(): number {
    return this.#variables.successes.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    if (!this.#distribution) {
      this.#distribution = new Float64Array(this.arms)
      probabilitiesOfBeingLargest(this.#variables.successes, this.#variables.failures, this.#distribution)
    }
    into.set(this.#distribution)
  }

  /** Draws from a stream of its own, which begins with four words of `random`. */
  select(_context: PolicyContext, random: Random): number {
    for (let word = 0; word < 4; word++) this.#words[word] = random.bits()
    return this.#kernels.run('drawLargestBeta', { random: this.#words, ...this.#variables })
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    checkArm(arm, this.arms)
    const { successes, failures, successSpreads, failureSpreads } = this.#variables
    const success = Math.min(1, Math.max(0, reward))
    successes[arm]! += success
    failures[arm]! += 1 - success
    successSpreads[arm] = gammaSpread(successes[arm]!)
    failureSpreads[arm] = gammaSpread(failures[arm]!)
    this.#distribution = null
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    const { successes, failures } = this.#variables
    for (let arm = 0; arm < into.length; arm++) into[arm] = successes[arm]! / (successes[arm]! + failures[arm]!)
  }

  rearranged(from: Int32Array): Policy {
    const { priorSuccesses, priorFailures } = this.#prior
    return new Thompson(
      this.#prior,
      rearrangedColumn(this.#variables.successes, from, priorSuccesses),
      rearrangedColumn(this.#variables.failures, from, priorFailures),
    )
  }

  save(): Uint8Array<ArrayBuffer> {
    const { successes, failures } = this.#variables
    return pack('thompson policy', 2, { ...this.#prior }, { successes, failures })
  }
}
