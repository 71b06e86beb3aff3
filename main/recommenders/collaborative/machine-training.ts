import type { Interactions, SparseRows } from '../../data/interactions.ts'
import type { Random } from '../../math/random.ts'
import { addScaled, dot } from '../../math/vectors.ts'
import { NegativeSampler } from '../deep/examples.ts'
import type { FeatureRows } from './one-hot-features.ts'
import type { FactorState } from './rating-factors.ts'

/** The features of one side, each with a weight and a vector; vectors row-major. */
export interface MachineSide extends FeatureRows {
  readonly linear: Float64Array
  readonly vectors: Float64Array
}

/** A factorisation machine over pairs of user and item. */
export interface Machine {
  readonly factors: number
  readonly user: MachineSide
  readonly item: MachineSide
  /** w₀. */
  offset: number
}

interface MachineSteps {
  readonly learningRate: number
  readonly regularization: number
  readonly negatives: number
}

/** Features whose weights start at 0 and whose vectors start normal. */
export function startSide(rows: FeatureRows, factors: number, deviation: number, random: Random): MachineSide {
  const vectors = Float64Array.from({ length: rows.features * factors }, () => deviation * random.normal())
  return { ...rows, linear: new Float64Array(rows.features), vectors }
}

export const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score))

/** One pass over values in random order; returns their mean squared error, each as it was met. */
export function fitValues(
  machine: Machine,
  { user, item, rows }: Interactions,
  value: Float32Array,
  steps: MachineSteps,
  random: Random,
): number {
  const step = stepper(machine, steps)
  let squares = 0
  for (const row of random.shuffle(Int32Array.from({ length: rows }, (_, place) => place)))
    squares += step(user[row]!, item[row]!, (score) => value[row]! - score) ** 2
  return squares / rows
}

/** One pass over distinct pairs in random order, each followed by items the user did not have; returns the mean logistic loss. */
export function fitEvents(
  machine: Machine,
  { users, items, byUser }: Interactions,
  steps: MachineSteps,
  random: Random,
): number {
  const step = stepper(machine, steps)
  const sampler = new NegativeSampler(byUser, items)
  const owners = new Int32Array(byUser.indices.length)
  for (let user = 0; user < users; user++) owners.fill(user, byUser.offsets[user], byUser.offsets[user + 1])
  let loss = 0
  let count = 0
  const learn = (user: number, item: number, target: 0 | 1) => {
    const error = step(user, item, (score) => target - chanceOf(score))
    loss -= Math.log1p(-Math.abs(error))
    count++
  }
  for (const entry of random.shuffle(Int32Array.from(owners, (_, place) => place))) {
    const user = owners[entry]!
    learn(user, byUser.indices[entry]!, 1)
    for (let draw = 0; draw < steps.negatives; draw++) {
      const other = sampler.draw(user, random)
      if (other >= 0) learn(user, other, 0)
    }
  }
  return loss / count
}

/** A step on one example; the error is asked for with the score and returned. */
function stepper(machine: Machine, { learningRate, regularization }: MachineSteps) {
  const { factors } = machine
  const sum = new Float64Array(factors)
  const add = (side: MachineSide, row: number): number => {
    let score = 0
    for (let entry = side.offsets[row]!; entry < side.offsets[row + 1]!; entry++) {
      const start = side.indices[entry]! * factors
      const x = side.weights[entry]!
      addScaled(x, side.vectors, start, sum, 0, factors)
      score += x * side.linear[side.indices[entry]!]!
      score -= 0.5 * x * x * dot(side.vectors, start, side.vectors, start, factors)
    }
    return score
  }
  const move = (side: MachineSide, row: number, error: number): void => {
    for (let entry = side.offsets[row]!; entry < side.offsets[row + 1]!; entry++) {
      const feature = side.indices[entry]!
      const x = side.weights[entry]!
      side.linear[feature]! += learningRate * (error * x - regularization * side.linear[feature]!)
      for (let f = 0, cell = feature * factors; f < factors; f++, cell++) {
        const value = side.vectors[cell]!
        side.vectors[cell] = value + learningRate * (error * x * (sum[f]! - x * value) - regularization * value)
      }
    }
  }
  return (user: number, item: number, errorOf: (score: number) => number): number => {
    sum.fill(0)
    const alone = machine.offset + add(machine.user, user) + add(machine.item, item)
    const error = errorOf(alone + 0.5 * dot(sum, 0, sum, 0, factors))
    machine.offset += learningRate * error
    move(machine.user, user, error)
    move(machine.item, item, error)
    return error
  }
}

/**
 * Sums up the features of every user and item: ŷ = w₀ + b_u + b_j + ⟨s_u, s_j⟩ with s = Σ x v and b = Σ w x + ½ (‖s‖² − Σ x² ‖v‖²). The feature of its own of
 * a row without events has learnt nothing and is left out; a row without events and description is unknown.
 */
export function collapse({ factors, user, item, offset }: Machine, { byUser, byItem }: Interactions) {
  const users = collapseSide(user, byUser, factors)
  const items = collapseSide(item, byItem, factors)
  return {
    factors,
    biased: true,
    mean: offset,
    userBias: users.bias,
    userFactors: users.sums,
    userKnown: users.known,
    itemBias: items.bias,
    itemFactors: items.sums,
    itemKnown: items.known,
  } satisfies Omit<FactorState, 'minimum' | 'maximum'>
}

function collapseSide(side: MachineSide, { offsets }: SparseRows, factors: number) {
  const rows = offsets.length - 1
  const sums = new Float64Array(rows * factors)
  const bias = new Float64Array(rows)
  const known = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const isTrained = offsets[row + 1]! > offsets[row]!
    known[row] = Number(isTrained || side.described[row] === 1)
    for (let entry = side.offsets[row]! + (isTrained ? 0 : 1); entry < side.offsets[row + 1]!; entry++) {
      const feature = side.indices[entry]!
      const x = side.weights[entry]!
      addScaled(x, side.vectors, feature * factors, sums, row * factors, factors)
      bias[row]! += x * side.linear[feature]!
      bias[row]! -= 0.5 * x * x * dot(side.vectors, feature * factors, side.vectors, feature * factors, factors)
    }
    bias[row]! += 0.5 * dot(sums, row * factors, sums, row * factors, factors)
  }
  return { sums, bias, known }
}
