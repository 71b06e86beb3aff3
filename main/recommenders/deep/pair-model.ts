import { RecbenchError } from '../../contract/errors.ts'
import type { Interactions } from '../../data/interactions.ts'
import type { DenseArray } from '../../kernels/tensorflow/backend.ts'
import { pack, unpack } from '../archive.ts'
import { foldIn, learnFoldIn, type FoldIn } from '../fold-in.ts'
import type { Model, TrainContext } from '../recommender.ts'
import { openPairLearner } from './pair-learner.ts'
import { denseShapes, type Parameters, type Shape } from './shape.ts'
import { similarRows } from './similar-rows.ts'
import { trainNetwork, type TrainingPlan } from './trainer.ts'

const version = 2

/**
 * Trains a network over pairs and wraps it as a model of the recommender `id`.
 *
 * @throws RecbenchError `bad-input` without an interaction, `invalid-parameter` without a layer, `unsupported` when the backend does not run here
 */
export async function trainPairModel(
  id: string,
  shape: Shape,
  interactions: Interactions,
  plan: TrainingPlan,
  context: TrainContext,
): Promise<Model> {
  context.signal.throwIfAborted()
  if (interactions.rows === 0) throw new RecbenchError('bad-input', `The model ${id} has no interaction to train on.`)
  if (shape.embedding > 0 && shape.layers.length === 0)
    throw new RecbenchError(
      'invalid-parameter',
      `The setting "layers" of the model ${id} is []: name one layer or more.`,
    )
  const parameters = await trainNetwork(shape, interactions, plan, context)
  averageStrangers(parameters.userTable, interactions)
  const doubles = ({ values }: DenseArray) => Float64Array.from(values)
  const { userTable, itemTable } = parameters
  const fold = learnFoldIn(interactions.byUser, doubles(userTable), doubles(itemTable), userTable.shape[1]!)
  return makePairModel(id, shape, { ...parameters, fold }, context)
}

/**
 * Reads a saved model; it scores in compiled kernels, which run everywhere.
 *
 * @throws RecbenchError `bad-input` when the bytes are no model of this recommender
 */
export async function loadPairModel(id: string, bytes: Uint8Array): Promise<Model> {
  const { facts, columns } = unpack(id, version, bytes)
  const shape = facts['shape'] as Shape
  const width = shape.embedding + shape.factors
  const array = (name: string, lengths: readonly number[]) => ({
    values: columns[name] as Float32Array,
    shape: lengths,
  })
  const parameters = {
    userTable: array('users', [shape.users, width]),
    itemTable: array('items', [shape.items, width]),
    dense: denseShapes(shape).map((part, index) => array(`dense${index}`, part.shape)),
    fold: columns['fold'] as FoldIn,
  }
  return makePairModel(id, shape, parameters, { backend: 'wasm', threads: 1 })
}

async function makePairModel(
  id: string,
  shape: Shape,
  parameters: Parameters & { readonly fold: FoldIn },
  { backend, threads }: Pick<TrainContext, 'backend' | 'threads'>,
): Promise<Model> {
  const learner = await openPairLearner(backend, shape, parameters, { learningRate: 0, regularization: 0 }, threads)
  return {
    backend,
    score: (users, into) => learner.score(users, into),
    scoreHistory: (history, _values, into) => learner.scoreVector(embedHistory(parameters, history), into),
    similarItems: (item, k) => similarRows(parameters.itemTable, item, k),
    save() {
      const dense = parameters.dense.map(({ values }, index) => [`dense${index}`, values] as const)
      const { userTable, itemTable, fold } = parameters
      const tables = { users: userTable.values, items: itemTable.values, fold }
      return pack(id, version, { shape }, { ...tables, ...Object.fromEntries(dense) })
    },
  }
}

/** Embeddings for somebody who was not in the training part: those that users with such a history have, by the regression of `fold-in.ts`. */
function embedHistory({ itemTable, fold }: Parameters & { readonly fold: FoldIn }, history: Int32Array): Float32Array {
  const width = itemTable.shape[1]!
  return Float32Array.from(foldIn(fold, history, Float64Array.from(itemTable.values), width))
}

/** Users without training events get the mean embedding of the others: what an average user would be recommended. */
function averageStrangers({ values, shape }: DenseArray, { users, byUser }: Interactions): void {
  const width = shape[1]!
  const known = (user: number) => byUser.offsets[user]! < byUser.offsets[user + 1]!
  const mean = new Float64Array(width)
  let count = 0
  for (let user = 0; user < users; user++) {
    if (!known(user)) continue
    count++
    for (let k = 0; k < width; k++) mean[k]! += values[user * width + k]!
  }
  for (let user = 0; user < users; user++)
    if (!known(user))
      values.set(
        mean.map((sum) => sum / count),
        user * width,
      )
}
