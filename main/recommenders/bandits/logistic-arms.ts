import { checkArm } from './arms.ts'
import { dotAt, LinearArms, restoreLinearArms } from './linear-arms.ts'

/** What is believed of the weights of each arm's logistic regression: N(β_k, H_k⁻¹). */
export interface LogisticArms {
  readonly arms: number
  readonly features: number
  /** β_kᵀx */
  mean(arm: number, x: Float64Array): number
  /** xᵀH_k⁻¹x */
  variance(arm: number, x: Float64Array): number
  /**
   * Moves β_k by s H_k⁻¹x, then adds c x xᵀ to H_k, its diagonal only where no more is kept.
   * Errors: `invalid-parameter` for an arm that does not exist.
   */
  learn(arm: number, x: Float64Array, step: number, curvature: number): void
  columns(): Readonly<Record<string, Int32Array | Float64Array>>
}

type Covariance = 'full' | 'diagonal'

interface Size {
  readonly arms: number
  readonly features: number
  readonly regularization: number
}

export const createLogisticArms = (covariance: Covariance, { arms, features, regularization }: Size): LogisticArms =>
  covariance === 'full'
    ? new FullArms(new LinearArms(arms, features, regularization))
    : new DiagonalArms(arms, new Float64Array(arms * features), new Float64Array(arms * features).fill(regularization))

export const restoreLogisticArms = (
  covariance: Covariance,
  size: Size,
  columns: Readonly<Record<string, unknown>>,
): LogisticArms =>
  covariance === 'full'
    ? new FullArms(restoreLinearArms({ ...size }, columns))
    : new DiagonalArms(size.arms, columns['weights'] as Float64Array, columns['precisions'] as Float64Array)

/**
 * One round of Bayesian logistic regression by Laplace's method: the mode of the belief N(β, H⁻¹) times the likelihood of a reward y in [0, 1] of x, exactly, because it
 * lies along H⁻¹x, and the curvature there.
 *
 *   β ← β + s H⁻¹x,   s = y − σ(b + βᵀx + s xᵀH⁻¹x),   H ← H + p (1 − p) x xᵀ,   p = y − s
 *
 * @param offset b
 */
export function learnLogistic(
  models: LogisticArms,
  arm: number,
  x: Float64Array,
  reward: number,
  offset: number,
): void {
  checkArm(arm, models.arms)
  const y = Math.min(1, Math.max(0, reward))
  const step = solveStep(y, offset + models.mean(arm, x), models.variance(arm, x))
  models.learn(arm, x, step, Math.max(leastCurvature, (y - step) * (1 - y + step)))
}

export const logistic = (value: number): number => 1 / (1 + Math.exp(-value))

const leastCurvature = 1e-12
const mostSteps = 60

/** The root of s − y + σ(η + s v), which increases in s, by Newton's method within y − 1 … y. */
function solveStep(y: number, eta: number, variance: number): number {
  let [low, high] = [y - 1, y]
  let step = y - logistic(eta)
  for (let n = 0; n < mostSteps; n++) {
    const p = logistic(eta + step * variance)
    const excess = step - y + p
    if (excess > 0) high = step
    else low = step
    const next = step - excess / (1 + variance * p * (1 - p))
    const kept = next > low && next < high ? next : (low + high) / 2
    if (Math.abs(kept - step) < 1e-15) break
    step = kept
  }
  return step
}

/** Whole matrices: ridge regressions in which a round has the weight c and the response that gives the step. */
class FullArms implements LogisticArms {
  readonly #models: LinearArms
  readonly #scaled: Float64Array

  constructor(models: LinearArms) {
    this.#models = models
    this.#scaled = new Float64Array(models.features)
  }

  get arms(): number {
    return this.#models.arms
  }

  get features(): number {
    return this.#models.features
  }

  mean(arm: number, x: Float64Array): number {
    return this.#models.mean(arm, x)
  }

  variance(arm: number, x: Float64Array): number {
    return this.#models.variance(arm, x)
  }

  learn(arm: number, x: Float64Array, step: number, curvature: number): void {
    const root = Math.sqrt(curvature)
    for (let i = 0; i < x.length; i++) this.#scaled[i] = root * x[i]!
    const response = root * this.mean(arm, x) + (step * (1 + curvature * this.variance(arm, x))) / root
    this.#models.update(arm, this.#scaled, response)
  }

  columns(): Readonly<Record<string, Int32Array | Float64Array>> {
    return this.#models.columns()
  }
}

/** The diagonal of H_k only: O(d) of time and memory, as in the paper of Chapelle and Li. */
class DiagonalArms implements LogisticArms {
  readonly arms: number
  readonly features: number
  readonly #weights: Float64Array
  readonly #precisions: Float64Array

  constructor(arms: number, weights: Float64Array, precisions: Float64Array) {
    this.arms = arms
    this.features = weights.length / arms
    this.#weights = weights
    this.#precisions = precisions
  }

  mean(arm: number, x: Float64Array): number {
    return dotAt(this.#weights, arm * this.features, x)
  }

  variance(arm: number, x: Float64Array): number {
    let sum = 0
    for (let i = 0, at = arm * this.features; i < x.length; i++, at++) sum += x[i]! ** 2 / this.#precisions[at]!
    return sum
  }

  learn(arm: number, x: Float64Array, step: number, curvature: number): void {
    for (let i = 0, at = arm * this.features; i < x.length; i++, at++) {
      this.#weights[at]! += (step * x[i]!) / this.#precisions[at]!
      this.#precisions[at]! += curvature * x[i]! ** 2
    }
  }

  columns(): Readonly<Record<string, Float64Array>> {
    return { weights: this.#weights, precisions: this.#precisions }
  }
}
