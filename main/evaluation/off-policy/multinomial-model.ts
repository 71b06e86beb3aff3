import { RecbenchError } from '../../contract/errors.ts'
import { minimise } from '../../math/minimise.ts'
import { breathe } from '../../recommenders/breathe.ts'

/** Contexts row by row, what was shown, and what each row counts. */
export interface LabelledRounds {
  readonly contexts: Float64Array
  readonly features: number
  readonly action: Int32Array
  readonly actions: number
  /** Absent: 1. */
  readonly weight?: Float64Array
}

const mostIterations = 500

/**
 * Multinomial logistic regression of the action on the context.
 *
 *   P(a | x) = exp(β_a0 + β_aᵀx) / Σ_b exp(β_b0 + β_bᵀx),   minimising − Σ w_i ln P(a_i | x_i) + λ/2 Σ ‖β_a‖²
 *
 * The intercepts are not penalised: the objective of scikit-learn's LogisticRegression with C = 1/λ. Minimised by L-BFGS.
 */
export class MultinomialModel {
  readonly features: number
  readonly actions: number
  /** β, one row a feature, the intercepts first. */
  readonly weights: Float64Array

  private constructor(features: number, actions: number, weights: Float64Array) {
    this.features = features
    this.actions = actions
    this.weights = weights
  }

  /**
   * Fits the rounds at the given places. The gradient's largest entry, per unit of weight, is brought below the tolerance, or 500 steps are made.
   *
   * @throws RecbenchError `bad-input` for contexts that are not finite; `cancelled` when the signal says so
   */
  static async fit(
    rounds: LabelledRounds,
    places: Int32Array,
    signal: AbortSignal,
    { penalty = 1, tolerance = 1e-5 } = {},
  ): Promise<MultinomialModel> {
    const { contexts, features, action, actions, weight } = rounds
    const size = (features + 1) * actions
    const row = new Float64Array(actions)
    let total = 0
    for (const place of places) total += weight ? weight[place]! : 1
    const model = new MultinomialModel(features, actions, new Float64Array(size))
    if (total === 0) return model
    const objective = (beta: Float64Array, gradient: Float64Array): number => {
      let loss = 0
      gradient.fill(0)
      for (let cell = actions; cell < size; cell++) {
        loss += (penalty / 2) * beta[cell]! ** 2
        gradient[cell] = penalty * beta[cell]!
      }
      for (const place of places) {
        const counts = weight ? weight[place]! : 1
        if (counts === 0) continue
        const context = contexts.subarray(place * features, (place + 1) * features)
        const shown = action[place]!
        probabilities(beta, context, actions, row)
        loss -= counts * Math.log(Math.max(row[shown]!, Number.MIN_VALUE))
        row[shown]! -= 1
        for (let a = 0; a < actions; a++) gradient[a]! += counts * row[a]!
        for (let j = 0; j < features; j++) {
          if (context[j] === 0) continue
          const scaled = counts * context[j]!
          const start = (j + 1) * actions
          for (let a = 0; a < actions; a++) gradient[start + a]! += scaled * row[a]!
        }
      }
      return loss
    }
    const { x } = await minimise(
      model.weights,
      objective,
      { tolerance: tolerance * total, iterations: mostIterations },
      () => breathe(signal),
    )
    if (!x.every(Number.isFinite))
      throw new RecbenchError('bad-input', 'The model of the shown items did not settle on finite numbers.', {
        remedy: 'Check the context columns for values that are missing or very large.',
      })
    model.weights.set(x)
    return model
  }

  /** Writes P(a | x) of every action. */
  predict(context: Float64Array, into: Float64Array): void {
    probabilities(this.weights, context, this.actions, into)
  }
}

function probabilities(beta: Float64Array, context: Float64Array, actions: number, into: Float64Array): void {
  into.set(beta.subarray(0, actions))
  for (let j = 0; j < context.length; j++) {
    const value = context[j]!
    if (value === 0) continue
    const start = (j + 1) * actions
    for (let a = 0; a < actions; a++) into[a]! += value * beta[start + a]!
  }
  let largest = -Infinity
  for (let a = 0; a < actions; a++) largest = Math.max(largest, into[a]!)
  let sum = 0
  for (let a = 0; a < actions; a++) sum += into[a] = Math.exp(into[a]! - largest)
  for (let a = 0; a < actions; a++) into[a]! /= sum
}
