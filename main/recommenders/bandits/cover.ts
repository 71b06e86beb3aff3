import { choice, integer, real, toggle } from '../../contract/settings.ts'
import type { Random } from '../../math/random.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { checkArm, drawArm, firstMaximum } from './arms.ts'
import { dotAt, LinearArms, restoreLinearArms } from './linear-arms.ts'
import { columnsOf, nameColumns } from './named-columns.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

interface Config {
  readonly members: number
  readonly diversity: number
  readonly estimate: 'doubly-robust' | 'direct'
  readonly uniform: boolean
  readonly regularization: number
}

/**
 * Online cover: several greedy members, each of which is paid extra for arms that those before it leave out, so that together they cover what could be best.
 *
 *   π(k | x) = ε + (1 − K ε) |{i : k = argmax β_ikᵀx}| / N,   ε = min(1 / K, 1 / √(K t)) in round t
 *   r̂_k = h_k(x) + 1[k shown] (r − h_k(x)) / π(k | x)                                                (doubly robust)
 *   member i learns r̂_k + ψ ε / (ε + (1 − K ε) q_k) for every arm k, the first only r̂_k
 *
 * q_k the share of the members before i that choose k in x once they learned, h_k the ridge regression of the rewards of arm k, which is also what is expected.
 * With `estimate` = direct r̂ is h: biased where rewards are not linear, but without the noise of small probabilities. A member has a ridge regression on the
 * context per arm; as every round teaches all arms, they share one matrix and a round takes O(N K d + d²). π is the policy's own when it learns. Without
 * `uniform` the ε of π is 0 (cover-nu), and a probability below ε counts as ε where it divides.
 *
 * A. Agarwal, D. Hsu, S. Kale, J. Langford, L. Li, R. Schapire (2014). Taming the Monster: A Fast and Simple Algorithm for Contextual Bandits. ICML '14. arXiv:1402.0555
 * A. Bietti, A. Agarwal, J. Langford (2021). A Contextual Bandit Bake-off. JMLR 22(133), there Cover. arXiv:1802.04064
 */
export const cover = definePolicyRecommender({
  id: 'cover',
  title: 'Online cover',
  summary: 'Lets several linear models choose, each of which prefers items that the ones before it leave out.',
  formula: 'π(k | x) = ε + (1 − K ε) |{i : k = argmax β_ikᵀx}| / N',
  reference:
    "A. Agarwal, D. Hsu, S. Kale, J. Langford, L. Li, R. Schapire (2014). Taming the Monster: A Fast and Simple Algorithm for Contextual Bandits. ICML '14. arXiv:1402.0555",
  settings: {
    members: integer({ default: 4, minimum: 1, maximum: 100, help: 'N: models that choose.' }),
    diversity: real({ default: 0.1, help: 'ψ: larger values make the models choose more differently.' }),
    estimate: choice(
      ['doubly-robust', 'direct'],
      'doubly-robust',
      'What the models learn of all items in a round: their regressions, corrected at the item shown by its reward over its probability, or not corrected.',
    ),
    uniform: toggle(true, 'Whether every item keeps the chance ε, which falls with the rounds.'),
    regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink the weights of each item.' }),
  },
  contextual: true,
  create: ({ arms, features }, { members, diversity, estimate, uniform, regularization }) =>
    new Cover(
      { members, diversity, estimate, uniform, regularization },
      new LinearArms(arms, features, regularization),
      new LinearArms(1, features, regularization),
      new Float64Array(members * arms * features),
      0,
    ),
  load(bytes) {
    const { facts, columns } = unpack('cover policy', 1, bytes)
    const config = facts['config'] as Config
    const { regularization } = config
    return new Cover(
      config,
      restoreLinearArms({ ...facts, regularization }, columnsOf('direct', columns)),
      restoreLinearArms({ ...facts, arms: 1, regularization }, columnsOf('shared', columns)),
      columns['weights'] as Float64Array,
      facts['rounds'] as number,
    )
  },
})

class Cover implements Policy {
  readonly #config: Config
  /** h */
  readonly #direct: LinearArms
  /** The matrix of all rounds, that of a single arm shown in each; its weights are not used. */
  readonly #shared: LinearArms
  /** Row-major, members × arms × features: β. */
  readonly #weights: Float64Array
  #rounds: number
  readonly #probabilities: Float64Array
  readonly #estimates: Float64Array
  /** What each member makes of each arm in the context asked for last. */
  readonly #scores: readonly Float64Array[]
  readonly #chosen: Float64Array
  readonly #gain: Float64Array

  constructor(config: Config, direct: LinearArms, shared: LinearArms, weights: Float64Array, rounds: number) {
    this.#config = config
    this.#direct = direct
    this.#shared = shared
    this.#weights = weights
    this.#rounds = rounds
    this.#probabilities = new Float64Array(direct.arms)
    this.#estimates = new Float64Array(direct.arms)
    this.#scores = Array.from({ length: config.members }, () => new Float64Array(direct.arms))
    this.#chosen = new Float64Array(direct.arms)
    this.#gain = new Float64Array(direct.features)
  }

  get arms(): number {
    return this.#direct.arms
  }

  get features(): number {
    return this.#direct.features
  }

  distribution({ features: x }: PolicyContext, into: Float64Array): void {
    const { members, uniform } = this.#config
    const floor = uniform ? this.#epsilon : 0
    into.fill(floor)
    for (let member = 0; member < members; member++) {
      this.#score(member, x)
      into[firstMaximum(this.#scores[member]!)]! += (1 - this.arms * floor) / members
    }
  }

  select(context: PolicyContext, random: Random): number {
    this.distribution(context, this.#probabilities)
    return drawArm(this.#probabilities, random.uniform())
  }

  update(context: PolicyContext, arm: number, reward: number): void {
    checkArm(arm, this.arms)
    const { features: x } = context
    const epsilon = this.#epsilon
    this.distribution(context, this.#probabilities)
    this.expected(context, this.#estimates)
    if (this.#config.estimate !== 'direct')
      this.#estimates[arm]! += (reward - this.#estimates[arm]!) / Math.max(epsilon, this.#probabilities[arm]!)
    this.#shared.solve(0, x, this.#gain)
    const variance = dotAt(this.#gain, 0, x)
    for (let i = 0; i < x.length; i++) this.#gain[i]! /= 1 + variance
    this.#chosen.fill(0)
    for (let member = 0; member < this.#config.members; member++)
      this.#chosen[this.#teach(member, x, epsilon, variance / (1 + variance))]! += 1
    this.#shared.update(0, x, 0)
    this.#direct.update(arm, x, reward)
    this.#rounds += 1
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    for (let arm = 0; arm < into.length; arm++) into[arm] = this.#direct.mean(arm, x)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { arms, features } = this
    const facts = { arms, features, config: this.#config, rounds: this.#rounds }
    const parts = { ...nameColumns('direct', this.#direct.columns()), ...nameColumns('shared', this.#shared.columns()) }
    return pack('cover policy', 1, facts, { weights: this.#weights, ...parts })
  }

  get #epsilon(): number {
    return Math.min(1 / this.arms, 1 / Math.sqrt(this.arms * (this.#rounds + 1)))
  }

  /** Teaches a member all arms, after those before it, and returns the arm it then chooses. `share`: how much of an error in x a round mends. */
  #teach(member: number, x: Float64Array, epsilon: number, share: number): number {
    const [scores, gain, weights] = [this.#scores[member]!, this.#gain, this.#weights]
    const chosenByOne = member === 0 ? 0 : (1 - this.arms * epsilon) / member
    const bonus = member === 0 ? 0 : this.#config.diversity * epsilon
    for (let arm = 0; arm < this.arms; arm++) {
      const target = this.#estimates[arm]! + bonus / (epsilon + chosenByOne * this.#chosen[arm]!)
      const error = target - scores[arm]!
      const start = (member * this.arms + arm) * x.length
      for (let i = 0; i < x.length; i++) weights[start + i]! += error * gain[i]!
      scores[arm]! += error * share
    }
    return firstMaximum(scores)
  }

  #score(member: number, x: Float64Array): void {
    const scores = this.#scores[member]!
    const start = member * this.arms * x.length
    for (let arm = 0; arm < this.arms; arm++) scores[arm] = dotAt(this.#weights, start + arm * x.length, x)
  }
}
