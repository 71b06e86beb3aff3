import { real } from '../../contract/settings.ts'
import { probabilitiesOfNormalBeingLargest } from '../../math/normal-largest.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { ArmRecord } from './arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/**
 * Thompson sampling for rewards of any size: draws the mean reward of each arm from what is believed of it, and shows the arm with the largest draw.
 *
 *   θ_k ~ N(m_k, v_k),   1 / v_k = 1 / s² + n_k / σ²,   m_k = v_k (m / s² + s_k / σ²),   k = argmax θ_k
 *
 * n_k plays and s_k summed reward of arm k, a prior N(m, s²) for its mean, and rewards that scatter about it with standard deviation σ. With m = 0, s = σ = 1 it is
 * N(s_k / (n_k + 1), 1 / (n_k + 1)), as in the paper. Its distribution is the probability that each θ_k is the largest, integrated numerically.
 *
 * S. Agrawal, N. Goyal (2013). Further Optimal Regret Bounds for Thompson Sampling. AISTATS '13, algorithm 2. arXiv:1209.3353
 */
export const thompsonGaussian = definePolicyRecommender({
  id: 'thompson-gaussian',
  title: 'Gaussian Thompson sampling',
  summary: 'Shows each item as often as it is believed to have the largest mean reward, for rewards of any size.',
  formula: 'θ_k ~ N(m_k, v_k), 1 / v_k = 1 / s² + n_k / σ², m_k = v_k (m / s² + s_k / σ²), k = argmax θ_k',
  reference:
    "S. Agrawal, N. Goyal (2013). Further Optimal Regret Bounds for Thompson Sampling. AISTATS '13. arXiv:1209.3353",
  settings: {
    priorMean: real({
      default: 0,
      minimum: -Number.MAX_VALUE,
      help: 'm: mean reward that an item is believed to have in advance.',
    }),
    priorDeviation: real({ default: 1, minimum: 1e-6, help: 's: larger values doubt that belief more.' }),
    noise: real({ default: 1, minimum: 1e-6, help: 'σ: standard deviation of the rewards of one item.' }),
  },
  contextual: false,
  create: ({ arms }, { priorMean, priorDeviation, noise }) =>
    new GaussianThompson({ priorMean, priorDeviation, noise }, ArmRecord.empty(arms)),
  load(bytes) {
    const { facts, columns } = unpack('thompson-gaussian policy', 1, bytes)
    const record = new ArmRecord(columns['plays'] as Float64Array, columns['sums'] as Float64Array)
    return new GaussianThompson(facts as unknown as Belief, record)
  },
})

interface Belief {
  readonly priorMean: number
  readonly priorDeviation: number
  readonly noise: number
}

class GaussianThompson implements Policy {
  readonly features = 0
  readonly #belief: Belief
  readonly #record: ArmRecord
  readonly #means: Float64Array
  readonly #deviations: Float64Array
  #distribution: Float64Array | null = null

  constructor(belief: Belief, record: ArmRecord) {
    this.#belief = belief
    this.#record = record
    this.#means = new Float64Array(record.plays.length)
    this.#deviations = new Float64Array(record.plays.length)
    for (let arm = 0; arm < this.arms; arm++) this.#believe(arm)
  }

  get arms(): number {
    return this.#means.length
  }

  distribution(_context: PolicyContext, into: Float64Array): void {
    if (!this.#distribution) {
      this.#distribution = new Float64Array(this.arms)
      probabilitiesOfNormalBeingLargest(this.#means, this.#deviations, this.#distribution)
    }
    into.set(this.#distribution)
  }

  select(_context: PolicyContext, random: Random): number {
    let best = 0
    let largest = -Infinity
    for (let arm = 0; arm < this.arms; arm++) {
      const draw = this.#means[arm]! + this.#deviations[arm]! * random.normal()
      if (draw > largest) {
        largest = draw
        best = arm
      }
    }
    return best
  }

  update(_context: PolicyContext, arm: number, reward: number): void {
    this.#record.add(arm, reward)
    this.#believe(arm)
    this.#distribution = null
  }

  expected(_context: PolicyContext, into: Float64Array): void {
    into.set(this.#means)
  }

  rearranged(from: Int32Array): Policy {
    return new GaussianThompson(this.#belief, this.#record.rearranged(from))
  }

  save(): Uint8Array<ArrayBuffer> {
    const { plays, sums } = this.#record
    return pack('thompson-gaussian policy', 1, { ...this.#belief }, { plays, sums })
  }

  #believe(arm: number): void {
    const { priorMean, priorDeviation, noise } = this.#belief
    const precision = 1 / priorDeviation ** 2 + this.#record.plays[arm]! / noise ** 2
    this.#means[arm] = (priorMean / priorDeviation ** 2 + this.#record.sums[arm]! / noise ** 2) / precision
    this.#deviations[arm] = Math.sqrt(1 / precision)
  }
}
