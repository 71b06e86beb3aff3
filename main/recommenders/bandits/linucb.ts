import { real } from '../../contract/settings.ts'
import { pack, unpack } from '../archive.ts'
import type { Policy, PolicyContext } from '../policy.ts'
import { checkArm } from './arms.ts'
import { definePolicyRecommender } from './policy-recommender.ts'

/**
 * LinUCB with disjoint models: each arm's reward is linear in the context, and the arm that could still be best there is shown.
 *
 *   k = argmax β_kᵀx + α √(xᵀ A_k⁻¹ x),   A_k = λI + Σ x xᵀ,   β_k = A_k⁻¹ Σ r x      (Li et al., equations 4 and 5)
 *
 * over the rounds in which arm k was shown. A_k⁻¹ and β_k are updated in place by Sherman and Morrison's formula in O(d²); an arm never shown has
 * A⁻¹ = I / λ and costs O(d). The paper has λ = 1.
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
  },
  contextual: true,
  create: ({ arms, features }, { exploration, regularization }) =>
    new LinUcb(
      features,
      exploration,
      regularization,
      Array.from({ length: arms }, () => null),
    ),
  load(bytes) {
    const { facts, columns } = unpack('linucb policy', 1, bytes)
    const features = facts['features'] as number
    const shown = columns['shown'] as Int32Array
    const inverses = columns['inverses'] as Float64Array
    const weights = columns['weights'] as Float64Array
    const models: (ArmModel | null)[] = Array.from({ length: facts['arms'] as number }, () => null)
    shown.forEach((arm, row) => {
      models[arm] = {
        inverse: inverses.slice(row * features ** 2, (row + 1) * features ** 2),
        weights: weights.slice(row * features, (row + 1) * features),
      }
    })
    return new LinUcb(features, facts['exploration'] as number, facts['regularization'] as number, models)
  },
})

/** A_k⁻¹, row-major and symmetric, and β_k. */
interface ArmModel {
  readonly inverse: Float64Array
  readonly weights: Float64Array
}

class LinUcb implements Policy {
  readonly features: number
  readonly #exploration: number
  readonly #regularization: number
  readonly #models: (ArmModel | null)[]
  readonly #product: Float64Array

  constructor(features: number, exploration: number, regularization: number, models: (ArmModel | null)[]) {
    this.features = features
    this.#exploration = exploration
    this.#regularization = regularization
    this.#models = models
    this.#product = new Float64Array(features)
  }

  get arms(): number {
    return this.#models.length
  }

  distribution(context: PolicyContext, into: Float64Array): void {
    into.fill(0)
    into[this.select(context)] = 1
  }

  select({ features: x }: PolicyContext): number {
    const unseen = this.#exploration * Math.sqrt(dot(x, x) / this.#regularization)
    let best = 0
    let largest = -Infinity
    for (let arm = 0; arm < this.#models.length; arm++) {
      const model = this.#models[arm]!
      const index = model
        ? dot(model.weights, x) + this.#exploration * Math.sqrt(quadraticForm(model.inverse, x))
        : unseen
      if (index > largest) {
        largest = index
        best = arm
      }
    }
    return best
  }

  update({ features: x }: PolicyContext, arm: number, reward: number): void {
    checkArm(arm, this.arms)
    const d = this.features
    const { inverse, weights } = (this.#models[arm] ??= this.#newModel())
    const product = this.#product
    for (let i = 0; i < d; i++) {
      let sum = 0
      for (let j = 0, at = i * d; j < d; j++, at++) sum += inverse[at]! * x[j]!
      product[i] = sum
    }
    const scale = 1 / (1 + dot(product, x))
    const error = (reward - dot(weights, x)) * scale
    for (let i = 0; i < d; i++) {
      weights[i]! += error * product[i]!
      const factor = scale * product[i]!
      for (let j = 0, at = i * d; j < d; j++, at++) inverse[at]! -= factor * product[j]!
    }
  }

  expected({ features: x }: PolicyContext, into: Float64Array): void {
    for (let arm = 0; arm < into.length; arm++) {
      const model = this.#models[arm]
      into[arm] = model ? dot(model.weights, x) : 0
    }
  }

  save(): Uint8Array<ArrayBuffer> {
    const d = this.features
    const shown = Int32Array.from(this.#models.keys().filter((arm) => this.#models[arm] !== null))
    const inverses = new Float64Array(shown.length * d * d)
    const weights = new Float64Array(shown.length * d)
    shown.forEach((arm, row) => {
      inverses.set(this.#models[arm]!.inverse, row * d * d)
      weights.set(this.#models[arm]!.weights, row * d)
    })
    const meta = {
      arms: this.arms,
      features: d,
      exploration: this.#exploration,
      regularization: this.#regularization,
    }
    return pack('linucb policy', 1, meta, { shown, inverses, weights })
  }

  #newModel(): ArmModel {
    const inverse = new Float64Array(this.features ** 2)
    for (let i = 0; i < this.features; i++) inverse[i * this.features + i] = 1 / this.#regularization
    return { inverse, weights: new Float64Array(this.features) }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** xᵀMx of a symmetric matrix, read above the diagonal only; never below 0. */
function quadraticForm(matrix: Float64Array, x: Float64Array): number {
  const d = x.length
  let total = 0
  for (let i = 0; i < d; i++) {
    let at = i * d + i
    let sum = 0.5 * matrix[at]! * x[i]!
    for (let j = i + 1; j < d; j++) sum += matrix[++at]! * x[j]!
    total += x[i]! * sum
  }
  return Math.max(0, 2 * total)
}
