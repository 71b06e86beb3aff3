import { choice, real } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import type { Random } from '../../math/random.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { firstMaximum } from './arms.ts'
import { dotAt, LinearArms, restoreLinearArms } from './linear-arms.ts'
import { LinearBatch } from './linear-batch.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/**
 * LinUCB with disjoint models: each arm's reward is linear in the context, and the arm that could still be best there is shown.
 *
 *   k = argmax β_kᵀx + α √(xᵀ A_k⁻¹ x),   A_k = λI + Σ x xᵀ,   β_k = A_k⁻¹ Σ r x      (Li et al., equations 4 and 5)
 *
 * over the rounds in which arm k was shown. An arm never shown has A⁻¹ = I / λ; mabwiser 2.7.4 takes λI by mistake, which `unshown` copies on request.
 * An arm shown n times takes O(n d) of time and memory up to n = d / 2, and O(d²) from then on. The paper has λ = 1.
 *
 * L. Li, W. Chu, J. Langford, R. E. Schapire (2010). A Contextual-Bandit Approach to Personalized News Article Recommendation. WWW '10.
 * arXiv:1003.0146. doi:10.1145/1772690.1772758
 */
export const linucb = definePolicyRecommender({
  id: 'linucb',
  title: 'LinUCB',
  summary:
    'Learns one linear model of the reward per item and shows the item that could still be best for this person.',
  formula: 'k = argmax β_kᵀx + α √(xᵀ A_k⁻¹ x)',
  reference:
    "L. Li, W. Chu, J. Langford, R. E. Schapire (2010). A Contextual-Bandit Approach to Personalized News Article Recommendation. WWW '10. doi:10.1145/1772690.1772758",
  settings: {
    exploration: real({ default: 1, help: 'α: larger values try uncertain items more often.' }),
    regularization: real({ default: 1, minimum: 1e-6, help: 'λ: larger values shrink the weights of each item.' }),
    unshown: choice(
      ['prior', 'mabwiser'],
      'prior',
      'Uncertainty of an item never shown: √(xᵀx / λ), or √(λ xᵀx) as in the library mabwiser, a mistake.',
    ),
  },
  contextual: true,
  create: ({ arms, features }, { exploration, regularization, unshown }) =>
    new LinUcb(exploration, unshown, new LinearArms(arms, features, regularization)),
  load(bytes) {
    const { facts, columns } = unpack('linucb policy', 2, bytes)
    const { exploration, unshown = 'prior' } = facts as { exploration: number; unshown?: Unshown }
    return new LinUcb(exploration, unshown, restoreLinearArms(facts, columns))
  },
})

/** Arms that are estimated one by one, at most, before all of them together are faster. */
const mostLeft = 4
const shareLeft = 1 / 8

type Unshown = 'prior' | 'mabwiser'

class LinUcb implements Policy {
  readonly #exploration: number
  readonly #unshown: Unshown
  readonly #models: LinearArms
  readonly #batch: LinearBatch

  constructor(exploration: number, unshown: Unshown, models: LinearArms) {
    this.#exploration = exploration
    this.#unshown = unshown
    this.#models = models
    this.#batch = new LinearBatch(models)
  }

  get arms(): number {
    return this.#models.arms
  }

  get features(): number {
    return this.#models.features
  }

  distribution(context: PolicyContext, into: Float64Array): void {
    into.fill(0)
    into[this.select(context)] = 1
  }

  select({ features: x }: PolicyContext): number {
    if (this.#unshown === 'mabwiser') return this.#selectAsMabwiser(x)
    const few = this.#models.screens && this.#exploration >= 0 ? this.#selectAmongFew(x) : null
    return few ?? this.#selectAmongAll(x)
  }

  selectMany(contexts: Float64Array, count: number, _random: Random, into: Int32Array): void {
    const { features, regularization } = this.#models
    if (this.#unshown === 'mabwiser') {
      for (let row = 0; row < count; row++)
        into[row] = this.#selectAsMabwiser(contexts.subarray(row * features, (row + 1) * features))
      return
    }
    const exploration = this.#exploration
    const largest = new Float64Array(count).fill(-Infinity)
    this.#batch.estimate(contexts, count, (arm, first, means, variances) => {
      for (let column = 0, row = first; column < means.length; column++, row++) {
        const index = means[column]! + exploration * Math.sqrt(variances[column]!)
        if (index > largest[row]!) {
          largest[row] = index
          into[row] = arm
        }
      }
    })
    let unseen = 0
    while (unseen < this.arms && this.#models.wasShown(unseen)) unseen++
    if (unseen === this.arms) return
    for (let row = 0; row < count; row++) {
      const x = contexts.subarray(row * features, (row + 1) * features)
      const index = exploration * Math.sqrt(dotAt(x, 0, x) / regularization)
      if (index > largest[row]! || (index === largest[row]! && unseen < into[row]!)) into[row] = unseen
    }
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    this.#models.update(arm, x, reward)
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    into.set(this.#models.estimate(x, false).means)
  }

  save(): Uint8Array<ArrayBuffer> {
    const { arms, features, regularization } = this.#models
    return pack(
      'linucb policy',
      2,
      { arms, features, exploration: this.#exploration, unshown: this.#unshown, regularization },
      this.#models.columns(),
    )
  }

  rearranged(from: Int32Array): Policy {
    this.#models.rearrange(from)
    return this
  }

  #selectAmongAll(x: Float64Array): number {
    const { means, variances } = this.#models.estimate(x, true)
    const exploration = this.#exploration
    let best = 0
    let largest = -Infinity
    for (let arm = 0; arm < means.length; arm++) {
      const index = means[arm]! + exploration * Math.sqrt(variances[arm]!)
      if (index > largest) {
        largest = index
        best = arm
      }
    }
    return best
  }

  /** The same arm, having left out those whose index is too small by bounds; null where too many are left. */
  #selectAmongFew(x: Float64Array): number | null {
    const { means, lowers, uppers } = this.#models.screen(x)
    const exploration = this.#exploration
    let least = -Infinity
    for (let arm = 0; arm < means.length; arm++)
      least = Math.max(least, means[arm]! + exploration * Math.sqrt(lowers[arm]!))
    const left: number[] = []
    for (let arm = 0; arm < means.length; arm++)
      if (means[arm]! + exploration * Math.sqrt(uppers[arm]!) >= least) left.push(arm)
    if (left.length > mostLeft + means.length * shareLeft) return null
    let best = left[0]!
    let largest = -Infinity
    for (const arm of left) {
      const variance = lowers[arm] === uppers[arm] ? lowers[arm]! : this.#models.variance(arm, x)
      const index = means[arm]! + exploration * Math.sqrt(variance)
      if (index > largest) {
        largest = index
        best = arm
      }
    }
    return best
  }

  #selectAsMabwiser(x: Float64Array): number {
    const models = this.#models
    const square = dotAt(x, 0, x)
    const indices = Float64Array.from({ length: models.arms }, (_, arm) => {
      const variance = models.wasShown(arm) ? models.variance(arm, x, square) : models.regularization * square
      return models.mean(arm, x) + this.#exploration * Math.sqrt(variance)
    })
    return firstMaximum(indices)
  }
}
