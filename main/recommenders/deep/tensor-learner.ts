import * as tf from '@tensorflow/tfjs-core'
import { openKernels, type Kernels } from '../../kernels/kernels.ts'
import type { Backend, DenseArray } from '../../kernels/tensorflow/backend.ts'
import { binaryCrossEntropy, makePairs } from '../../kernels/tensorflow/pairs.ts'
import type { Scores } from '../recommender.ts'
import { Adam, adamStep, type AdamStep } from './adam.ts'
import type { Batch } from './examples.ts'
import { logits } from './network.ts'
import type { LearningPlan, PairLearner } from './pair-learner.ts'
import { gatherRows, scoreAll } from './scoring.ts'
import type { Parameters, Shape } from './shape.ts'

/**
 * A network over pairs through TensorFlow.js. Embedding tables stay outside the tape: a step gathers the rows of its batch, differentiates with respect to them, and
 * moves these rows only.
 */
export class TensorLearner implements PairLearner {
  readonly #backend: Backend
  readonly #shape: Shape
  readonly #plan: LearningPlan
  readonly #tables: { readonly users: Table; readonly items: Table; readonly dense: readonly Table[] }
  #steps = 0

  constructor(backend: Backend, shape: Shape, { userTable, itemTable, dense }: Parameters, plan: LearningPlan) {
    this.#backend = backend
    this.#shape = shape
    this.#plan = plan
    const kernels = openKernels({ threads: 1 })
    const table = (array: DenseArray) => new Table(kernels, array)
    this.#tables = { users: table(userTable), items: table(itemTable), dense: dense.map(table) }
  }

  async step(batch: Batch): Promise<number> {
    const { loss, gradients } = await this.differentiate(batch)
    const [users, items, ...dense] = gradients
    const rows = adamStep(this.#plan.learningRate, ++this.#steps, this.#plan.regularization)
    this.#tables.users.moveRows(batch.users, users!, rows)
    this.#tables.items.moveRows(batch.items, items!, rows)
    const whole = adamStep(this.#plan.learningRate, this.#steps)
    this.#tables.dense.forEach((table, index) => table.move(dense[index]!, whole))
    return loss
  }

  async loss(batch: Batch): Promise<number> {
    const loss = await this.#backend.compute(this.#inputsOf(batch), (tensors) => this.#lossOf(tensors, batch))
    return loss[0]!
  }

  differentiate(batch: Batch): Promise<{ loss: number; gradients: Float32Array[] }> {
    return this.#backend.differentiate(this.#inputsOf(batch), (tensors) => this.#lossOf(tensors, batch))
  }

  score(users: Int32Array, into: Scores): Promise<void> {
    return scoreAll(this.#backend, this.#shape, this.parameters(), users, into)
  }

  scoreVector(vector: Float32Array, into: Scores): Promise<void> {
    const userTable = { values: vector, shape: [1, vector.length] }
    return scoreAll(this.#backend, this.#shape, { ...this.parameters(), userTable }, Int32Array.of(0), into)
  }

  parameters(): Parameters {
    const { users, items, dense } = this.#tables
    return { userTable: users.read(), itemTable: items.read(), dense: dense.map((table) => table.read()) }
  }

  #inputsOf(batch: Batch): DenseArray[] {
    const { users, items, dense } = this.#tables
    return [gatherRows(users, batch.users), gatherRows(items, batch.items), ...dense.map((table) => table.read())]
  }

  #lossOf(tensors: tf.Tensor[], { left, right, labels }: Batch): tf.Scalar {
    return binaryCrossEntropy(tf.tensor1d(labels), logits(this.#shape, tensors, makePairs(left, right)))
  }
}

/** Parameters in the memory of kernels, where Adam moves them. */
class Table implements DenseArray {
  readonly values: Float32Array
  readonly shape: readonly number[]
  readonly #gradient: Float32Array
  readonly #kernels: Kernels
  #adam: Adam | null = null

  constructor(kernels: Kernels, { values, shape }: DenseArray) {
    this.values = kernels.memory.putFloats(values)
    this.shape = shape
    this.#kernels = kernels
    this.#gradient = kernels.memory.floats(values.length)
  }

  move(gradient: Float32Array, step: AdamStep): void {
    this.#take(gradient).update(this.#gradient, step)
  }

  moveRows(rows: Int32Array, gradient: Float32Array, step: AdamStep): void {
    this.#take(gradient).updateRows(rows, this.#gradient, step)
  }

  #take(gradient: Float32Array): Adam {
    this.#gradient.set(gradient)
    return (this.#adam ??= new Adam(this.#kernels, this.values, this.shape.at(-1)!))
  }

  /** A copy outside of that memory, as TensorFlow.js wants it. */
  read(): DenseArray {
    return { values: new Float32Array(this.values), shape: this.shape }
  }
}
