import type { Random } from '../../math/random.ts'
import type { ArmChooser, PolicyContext } from '../policy.ts'
import { drawArm, firstMaximum } from './arms.ts'

/** How scores become choices. */
export type ChoiceRule =
  /** Always the best score. */
  | { readonly kind: 'greedy' }
  /** π(k) ∝ exp(z_k / τ), with z the scores at mean 0 and standard deviation 1 over the arms. */
  | { readonly kind: 'softmax'; readonly temperature: number }
  /** The best score, and with probability ε any arm. */
  | { readonly kind: 'epsilon'; readonly epsilon: number }

/**
 * Writes the probabilities with which a rule shows each arm, given its scores. An arm that cannot be scored (NaN) is never shown, unless none can be scored or,
 * with `epsilon`, by chance. Equal scores: `softmax` shows all alike, the others the lowest arm.
 */
export function chooseByScores(scores: Float32Array | Float64Array, rule: ChoiceRule, into: Float64Array): void {
  const usable = Float64Array.from(scores, (score) => (Number.isNaN(score) ? -Infinity : score))
  switch (rule.kind) {
    case 'greedy':
      into.fill(0)
      into[firstMaximum(usable)] = 1
      return
    case 'epsilon':
      into.fill(rule.epsilon / scores.length)
      into[firstMaximum(usable)]! += 1 - rule.epsilon
      return
    case 'softmax':
      softmax(usable, rule.temperature, into)
      return
    default:
      rule satisfies never
  }
}

function softmax(scores: Float64Array, temperature: number, into: Float64Array): void {
  const finite = scores.filter(Number.isFinite)
  const mean = finite.reduce((sum, score) => sum + score, 0) / finite.length
  const deviation = Math.sqrt(finite.reduce((sum, score) => sum + (score - mean) ** 2, 0) / finite.length)
  const scale = deviation > 0 ? 1 / (deviation * temperature) : 0
  const largest = finite.reduce((a, b) => Math.max(a, b), -Infinity)
  let total = 0
  for (let arm = 0; arm < scores.length; arm++) {
    const known = finite.length === 0 || Number.isFinite(scores[arm]!)
    into[arm] = known ? Math.exp(finite.length === 0 ? 0 : (scores[arm]! - largest) * scale) : 0
    total += into[arm]!
  }
  for (let arm = 0; arm < scores.length; arm++) into[arm]! /= total
}

/** A trained recommender as a policy: it shows arms by the scores it gave beforehand, and learns nothing on the way. */
export class ScoredPolicy implements ArmChooser {
  readonly features = 0
  readonly arms: number
  readonly #distributions: readonly Float64Array[]
  readonly #rowOf: (user: number) => number

  /**
   * @param scores row-major, one row of `arms` scores for each kind of visitor
   * @param rowOf the row of a user
   */
  constructor(scores: Float32Array, arms: number, rule: ChoiceRule, rowOf: (user: number) => number) {
    this.arms = arms
    this.#rowOf = rowOf
    this.#distributions = Array.from({ length: scores.length / arms }, (_, row) => {
      const distribution = new Float64Array(arms)
      chooseByScores(scores.subarray(row * arms, (row + 1) * arms), rule, distribution)
      return distribution
    })
  }

  distribution({ user }: PolicyContext, into: Float64Array): void {
    into.set(this.#distributions[this.#rowOf(user)]!)
  }

  select({ user }: PolicyContext, random: Random): number {
    return drawArm(this.#distributions[this.#rowOf(user)]!, random.uniform())
  }

  update(): void {}
}
