import { integer, real } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { openKernels } from '../../kernels/kernels.ts'
import { dot } from '../../math/vectors.ts'
import { breathe } from '../breathe.ts'
import { valuesOf } from '../rated.ts'
import type { Model, TrainContext } from '../recommender.ts'
import { factorModel, readFactors, startFactors, type FactorState, type FoldIn } from './rating-factors.ts'
import { partsOf, placeRatings, readRatings } from './rating-tables.ts'

/** Size of the steps and pull towards zero. */
export interface Steps {
  readonly epochs: number
  readonly learningRate: number
  readonly regularization: number
}

/** Settings of factors that stochastic gradient descent fits, with the defaults of the Surprise library. */
export const gradientSettings = {
  factors: integer({ default: 100, minimum: 1, maximum: 10_000, help: 'Length of the vectors of users and items.' }),
  epochs: integer({ default: 20, minimum: 1, help: 'Passes over the ratings.' }),
  learningRate: real({ default: 0.005, help: 'γ: size of a step.' }),
  regularization: real({ default: 0.02, help: 'λ: pulls biases and factors towards zero.' }),
  initialDeviation: real({ default: 0.1, help: 'Standard deviation of the factors at the start.' }),
}

interface GradientConfiguration extends Steps {
  readonly factors: number
  readonly initialDeviation: number
}

/**
 * Factors, and with `biased` biases, by stochastic gradient descent: ratings user by user in the order of the log, factors normal at the start, biases 0.
 *
 *   e = r − r̂,  b ← b + γ (e − λ b),  p_u ← p_u + γ (e q_j − λ p_u),  q_j ← q_j + γ (e p_u − λ q_j)
 *
 * Each step starts from where the last one ended, so that one thread takes them all.
 */
export async function trainGradientFactors(
  id: string,
  biased: boolean,
  interactions: Interactions,
  config: GradientConfiguration,
  context: TrainContext,
): Promise<Model> {
  const value = valuesOf(id, interactions)
  const random = context.random('factors')
  const draw = () => config.initialDeviation * random.normal()
  const state = startFactors(interactions, value, config.factors, biased, draw)
  const { memory, run } = openKernels({ threads: 1 })
  const ratings = placeRatings(memory, interactions, value, state)
  const ends = partsOf(ratings, ratingsPerPause)
  const squares = memory.doubles(1)
  const { learningRate, regularization } = config
  const current = (epochs: number) => toModel(id, readRatings(ratings, state), { ...config, epochs })
  for (let epoch = 1; epoch <= config.epochs; epoch++) {
    context.progress((epoch - 1) / config.epochs, `Epoch ${epoch} of ${config.epochs}`)
    squares[0] = 0
    for (const [part, to] of ends.entries()) {
      await breathe(context.signal)
      const from = part === 0 ? 0 : ends[part - 1]!
      run('learnRatings', { ratings, from, to, biased, mean: state.mean, learningRate, regularization, squares })
    }
    context.loss(epoch, squares[0] / interactions.rows, null, null)
    if (await context.stopAfter?.(epoch, () => current(epoch))) return current(epoch)
  }
  return current(config.epochs)
}

/** Ratings between two pauses: some 20 ms at 100 factors. */
const ratingsPerPause = 2 ** 17

export function loadGradientFactors(id: string, bytes: Uint8Array): Model {
  const { state, facts } = readFactors(id, 2, bytes)
  return toModel(id, state, facts['steps'] as Steps)
}

function toModel(id: string, state: FactorState, { epochs, learningRate, regularization }: Steps): Model {
  const steps = { epochs, learningRate, regularization }
  return factorModel(state, { id, version: 2, facts: { steps }, columns: {} }, foldByGradient(state, steps))
}

/**
 * Folds in by the same steps as in training, from zero, while the items stay.
 *
 * @param offsetOf what is added to the factors of somebody with these items, such as the implicit feedback of SVD++
 * @param link what the score stands for, such as a chance; the score itself unless given
 */
export function foldByGradient(
  { factors, biased, mean, itemBias, itemFactors }: FactorState,
  { epochs, learningRate, regularization }: Steps,
  {
    offsetOf = () => new Float64Array(factors),
    link = (score) => score,
  }: { offsetOf?: (items: Int32Array) => Float64Array; link?: (score: number) => number } = {},
): FoldIn {
  return ({ items, values }) => {
    const own = new Float64Array(factors)
    const offset = offsetOf(items)
    let bias = 0
    for (let epoch = 0; epoch < epochs; epoch++)
      items.forEach((item, position) => {
        const q = item * factors
        const product = dot(own, 0, itemFactors, q, factors) + dot(offset, 0, itemFactors, q, factors)
        const error = values[position]! - link((biased ? mean : 0) + bias + itemBias[item]! + product)
        if (biased) bias += learningRate * (error - regularization * bias)
        for (let f = 0; f < factors; f++)
          own[f]! += learningRate * (error * itemFactors[q + f]! - regularization * own[f]!)
      })
    return { bias, factors: own.map((value, f) => value + offset[f]!) }
  }
}
