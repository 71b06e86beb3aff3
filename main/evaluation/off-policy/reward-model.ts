import { RecbenchError } from '../../contract/errors.ts'
import { solvePositiveDefinite } from './solve.ts'

/** Logged rounds as the model sees them: contexts row by row, what was shown, what it paid. */
export interface ModelRounds {
  readonly contexts: Float64Array
  readonly features: number
  readonly action: Int32Array
  readonly actions: number
  readonly reward: Float64Array
  /** What is added to each round's sum before the link; all coefficients are then penalised. Absent: nothing. */
  readonly offset?: Float64Array
}

const largestStep = 1e-9
const iterations = 100
/** Newton steps up to this are taken as they are. */
const safeStep = 0.5
/** Keeps β₀ finite when all rewards are 0, or all 1. */
const interceptPenalty = 1e-6

/**
 * A model of the reward from context and action: logistic regression for rewards 0 and 1, ridge regression otherwise.
 *
 *   q̂(x, a) = g(β₀ + βᵀx + α_a),   minimising Σ loss + ½ (‖β‖² + ‖α‖²)
 *
 * with g the logistic function or the identity. Newton's method; the actions' block of the Hessian is diagonal and is eliminated (Schur complement), so
 * that thousands of actions cost no more than their number.
 *
 * The same objective as scikit-learn's LogisticRegression with C = 1 on context and one-hot actions.
 */
export class RewardModel {
  /** β₀, β. */
  readonly weights: Float64Array
  /** α. */
  readonly levels: Float64Array
  readonly logistic: boolean

  private constructor(features: number, actions: number, logistic: boolean) {
    this.weights = new Float64Array(features + 1)
    this.levels = new Float64Array(actions)
    this.logistic = logistic
  }

  /**
   * Fits the rounds at the given places.
   *
   * @param weight of the loss of each round; absent: 1
   *
   * @throws RecbenchError `bad-input` when Newton's method does not settle, as with contexts that are not finite
   */
  static fit(rounds: ModelRounds, places: Int32Array, weight?: Float64Array): RewardModel {
    const binary = rounds.reward.every((reward) => reward === 0 || reward === 1)
    const model = new RewardModel(rounds.features, rounds.actions, binary)
    for (let iteration = 0; iteration < iterations; iteration++)
      if (model.#step(rounds, places, weight) < largestStep) return model
    throw new RecbenchError('bad-input', `The model of the reward did not settle within ${iterations} steps.`, {
      remedy: 'Check the context columns for values that are missing or very large.',
    })
  }

  /** β₀ + βᵀx: what the actions share. */
  shared(rounds: ModelRounds, place: number): number {
    let sum = this.weights[0]! + (rounds.offset?.[place] ?? 0)
    const start = place * rounds.features
    for (let j = 0; j < rounds.features; j++) sum += this.weights[j + 1]! * rounds.contexts[start + j]!
    return sum
  }

  /** q̂ from what the actions share and the action. */
  predict(shared: number, action: number): number {
    const sum = shared + this.levels[action]!
    return this.logistic ? 1 / (1 + Math.exp(-sum)) : sum
  }

  /** One Newton step; returns its largest change. */
  #step(rounds: ModelRounds, places: Int32Array, weight: Float64Array | undefined): number {
    const { contexts, features, action, actions, reward, offset } = rounds
    const d = features + 1
    const gradient = new Float64Array(d)
    const hessian = new Float64Array(d * d)
    const levelGradient = new Float64Array(actions)
    const levelHessian = new Float64Array(actions).fill(1)
    const cross = new Float64Array(actions * d)
    const z = new Float64Array(d)
    const filled = new Int32Array(d)
    z[0] = 1
    for (const place of places) {
      z.set(contexts.subarray(place * features, (place + 1) * features), 1)
      let nonZero = 0
      for (let i = 0; i < d; i++) if (z[i] !== 0) filled[nonZero++] = i
      const a = action[place]!
      const q = this.predict(this.shared(rounds, place), a)
      const counts = weight ? weight[place]! : 1
      if (counts === 0) continue
      const curvature = counts * (this.logistic ? q * (1 - q) : 1)
      const error = counts * (q - reward[place]!)
      levelGradient[a]! += error
      levelHessian[a]! += curvature
      for (let k = 0; k < nonZero; k++) {
        const i = filled[k]!
        const scaled = curvature * z[i]!
        gradient[i]! += error * z[i]!
        cross[a * d + i]! += scaled
        for (let l = 0; l <= k; l++) hessian[i * d + filled[l]!]! += scaled * z[filled[l]!]!
      }
    }
    for (let i = 0; i < d; i++) {
      const penalty = i === 0 && !offset ? interceptPenalty : 1
      gradient[i]! += penalty * this.weights[i]!
      hessian[i * d + i]! += penalty
    }
    for (let a = 0; a < actions; a++) {
      levelGradient[a]! += this.levels[a]!
      const scale = 1 / levelHessian[a]!
      for (let i = 0; i < d; i++) {
        const factor = cross[a * d + i]! * scale
        if (factor === 0) continue
        gradient[i]! -= factor * levelGradient[a]!
        for (let j = 0; j <= i; j++) hessian[i * d + j]! -= factor * cross[a * d + j]!
      }
    }
    const change = solvePositiveDefinite(hessian, gradient)
    const levelChange = new Float64Array(actions)
    for (let a = 0; a < actions; a++) {
      let shared = 0
      for (let i = 0; i < d; i++) shared += cross[a * d + i]! * change[i]!
      levelChange[a] = (levelGradient[a]! - shared) / levelHessian[a]!
    }
    return this.#move(rounds, places, weight, change, levelChange)
  }

  /** Takes a Newton step, halved while it raises the loss: only a long one can. Returns the largest change. */
  #move(
    rounds: ModelRounds,
    places: Int32Array,
    weight: Float64Array | undefined,
    change: Float64Array,
    levelChange: Float64Array,
  ): number {
    const longest = Math.max(largestOf(change), largestOf(levelChange))
    const before = this.logistic && longest > safeStep ? this.#loss(rounds, places, weight) : Infinity
    let share = 1
    this.#add(change, levelChange, -share)
    while (before < Infinity && share * longest > largestStep && !(this.#loss(rounds, places, weight) <= before)) {
      share /= 2
      this.#add(change, levelChange, share)
    }
    return share * longest
  }

  #add(change: Float64Array, levelChange: Float64Array, factor: number): void {
    for (let i = 0; i < change.length; i++) this.weights[i]! += factor * change[i]!
    for (let a = 0; a < levelChange.length; a++) this.levels[a]! += factor * levelChange[a]!
  }

  /** Σ w ln(1 + exp(∓z)) + ½ (‖β‖² + ‖α‖²). */
  #loss(rounds: ModelRounds, places: Int32Array, weight: Float64Array | undefined): number {
    let loss = 0
    for (const [i, value] of this.weights.entries())
      loss += ((i === 0 && !rounds.offset ? interceptPenalty : 1) * value * value) / 2
    for (const value of this.levels) loss += (value * value) / 2
    for (const place of places) {
      const sum = this.shared(rounds, place) + this.levels[rounds.action[place]!]!
      const against = rounds.reward[place]! > 0 ? -sum : sum
      loss += (weight ? weight[place]! : 1) * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))))
    }
    return loss
  }
}

const largestOf = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
