import { real } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { checkArm } from './arms.ts'
import { dotAt, LinearArms, restoreLinearArms } from './linear-arms.ts'
import { columnsOf, nameColumns } from './named-columns.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/**
 * LinUCB with hybrid models: weights that all arms share, and weights of each arm for what it does differently. An arm hardly shown borrows from the others.
 *
 *   r = β₀ᵀx + θ_kᵀx + noise,   k = argmax β₀ᵀx + θ_kᵀx + α √s_k                      (Li et al., algorithm 2, with z = x)
 *   expected reward = β_kᵀx + λ vᵀβ₀,   s_k = xᵀv + λ² vᵀ A₀⁻¹ v,   v = A_k⁻¹x
 *   A₀ = λI + λ Σ_k (I − λ A_k⁻¹),   β₀ = A₀⁻¹ λ Σ_k β_k
 *
 * A_k and β_k are those of disjoint LinUCB. The second and third line are what the paper's B_k, A₀ and b₀ come to when the shared features z are the context x itself,
 * because then B_k = A_k − λI. A round adds one direction to A₀, so that learning takes O(d²) instead of the paper's O(d³). The paper has λ = 1.
 *
 * L. Li, W. Chu, J. Langford, R. E. Schapire (2010). A Contextual-Bandit Approach to Personalized News Article Recommendation. WWW '10.
 * arXiv:1003.0146. doi:10.1145/1772690.1772758
 */
export const linucbHybrid = definePolicyRecommender({
  id: 'linucb-hybrid',
  title: 'Hybrid LinUCB',
  summary:
    'Learns a linear model of the reward that all items share and one per item, and shows the item that could still be best.',
  formula: 'k = argmax β₀ᵀx + θ_kᵀx + α √s_k',
  reference:
    "L. Li, W. Chu, J. Langford, R. E. Schapire (2010). A Contextual-Bandit Approach to Personalized News Article Recommendation. WWW '10. doi:10.1145/1772690.1772758",
  settings: {
    exploration: real({ default: 1, help: 'α: larger values try uncertain items more often.' }),
    regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink all weights.' }),
  },
  contextual: true,
  create: ({ arms, features }, { exploration, regularization }) =>
    new HybridLinUcb(
      exploration,
      new LinearArms(arms, features, regularization),
      new LinearArms(1, features, regularization),
      new Float64Array(features),
    ),
  load(bytes) {
    const { facts, columns } = unpack('linucb-hybrid policy', 1, bytes)
    return new HybridLinUcb(
      facts['exploration'] as number,
      restoreLinearArms(facts, columnsOf('own', columns)),
      restoreLinearArms({ ...facts, arms: 1 }, columnsOf('shared', columns)),
      columns['sums'] as Float64Array,
    )
  },
})

class HybridLinUcb implements Policy {
  readonly #exploration: number
  /** A_k⁻¹ and β_k. */
  readonly #own: LinearArms
  /** A₀⁻¹, that of a single arm that saw λ w for each round's w; its weights are not used. */
  readonly #shared: LinearArms
  /** λ Σ_k β_k */
  readonly #sums: Float64Array
  readonly #weights: Float64Array
  readonly #solved: Float64Array

  constructor(exploration: number, own: LinearArms, shared: LinearArms, sums: Float64Array) {
    this.#exploration = exploration
    this.#own = own
    this.#shared = shared
    this.#sums = sums
    this.#weights = new Float64Array(sums.length)
    this.#solved = new Float64Array(sums.length)
    shared.solve(0, sums, this.#weights)
  }

  get arms(): number {
    return this.#own.arms
  }

  get features(): number {
    return this.#own.features
  }

  distribution(context: PolicyContext, into: Float64Array): void {
    into.fill(0)
    into[this.select(context)] = 1
  }

  select({ features: x }: PolicyContext): number {
    const lambda = this.#own.regularization
    const v = this.#solved
    let best = 0
    let largest = -Infinity
    for (let arm = 0; arm < this.arms; arm++) {
      this.#own.solve(arm, x, v)
      const variance = dotAt(v, 0, x) + lambda ** 2 * this.#shared.variance(0, v)
      const mean = this.#own.mean(arm, x) + lambda * dotAt(v, 0, this.#weights)
      const index = mean + this.#exploration * Math.sqrt(Math.max(0, variance))
      if (index > largest) {
        largest = index
        best = arm
      }
    }
    return best
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    const lambda = this.#own.regularization
    checkArm(arm, this.arms)
    const before = this.#own.weightsOf(arm)?.slice() ?? new Float64Array(x.length)
    const v = this.#solved
    this.#own.solve(arm, x, v)
    const scale = lambda / Math.sqrt(1 + dotAt(v, 0, x))
    this.#own.update(arm, x, reward)
    const after = this.#own.weightsOf(arm)!
    for (let i = 0; i < x.length; i++) this.#sums[i]! += lambda * (after[i]! - before[i]!)
    this.#shared.update(
      0,
      v.map((value) => scale * value),
      0,
    )
    this.#shared.solve(0, this.#sums, this.#weights)
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    for (let arm = 0; arm < into.length; arm++) {
      this.#own.solve(arm, x, this.#solved)
      into[arm] = this.#own.mean(arm, x) + this.#own.regularization * dotAt(this.#solved, 0, this.#weights)
    }
  }

  save(): Uint8Array<ArrayBuffer> {
    const { arms, features, regularization } = this.#own
    const parts = { ...nameColumns('own', this.#own.columns()), ...nameColumns('shared', this.#shared.columns()) }
    return pack(
      'linucb-hybrid policy',
      1,
      { arms, features, regularization, exploration: this.#exploration },
      { sums: this.#sums, ...parts },
    )
  }
}
