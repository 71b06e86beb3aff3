import { openKernels, type Kernels } from '../../kernels/kernels.ts'
import type { PairGradients, PairNetwork } from '../../kernels/reference/differentiate-pairs.ts'
import type { Scores } from '../recommender.ts'
import { Adam, adamStep } from './adam.ts'
import type { Batch } from './examples.ts'
import { padNetwork, padRows, unpadDense, unpadRows } from './padded-network.ts'
import type { LearningPlan, PairLearner } from './pair-learner.ts'
import type { Parameters, Shape } from './shape.ts'

/** Scores that one call may compute: 16 MiB of them. */
const block = 2 ** 22

/** A network over pairs in compiled kernels, forwards and backwards, on `threads` threads. It needs no TensorFlow.js. */
export class CompiledLearner implements PairLearner {
  readonly #kernels: Kernels
  readonly #shape: Shape
  readonly #plan: LearningPlan
  readonly #network: PairNetwork
  #training: Training | null = null
  /** The network with one user, whose embeddings are given. */
  #guest: PairNetwork | null = null
  #scores: Float32Array
  #steps = 0

  constructor(shape: Shape, parameters: Parameters, plan: LearningPlan, threads: number) {
    this.#kernels = openKernels({ threads })
    this.#shape = shape
    this.#plan = plan
    this.#network = padNetwork(shape, parameters, this.#kernels.memory)
    this.#scores = this.#kernels.memory.floats(0)
  }

  async step(batch: Batch): Promise<number> {
    const { gradients, users, items, dense } = (this.#training ??= this.#begin())
    const loss = this.#run(batch, gradients)
    const rows = adamStep(this.#plan.learningRate, ++this.#steps, this.#plan.regularization)
    users.updateRows(batch.users, gradients.users, rows)
    items.updateRows(batch.items, gradients.items, rows)
    dense.update(gradients.dense, adamStep(this.#plan.learningRate, this.#steps))
    return loss
  }

  async loss(batch: Batch): Promise<number> {
    return this.#run(batch, null)
  }

  async differentiate(batch: Batch): Promise<{ loss: number; gradients: Float32Array[] }> {
    const { gradients } = (this.#training ??= this.#begin())
    const loss = this.#run(batch, gradients)
    const users = unpadRows(this.#shape, gradients.users, batch.users.length)
    const items = unpadRows(this.#shape, gradients.items, batch.items.length)
    return {
      loss,
      gradients: [users, items, ...unpadDense(this.#shape, gradients.dense).map(({ values }) => values)],
    }
  }

  score(users: Int32Array, into: Scores): void {
    const most = Math.max(1, Math.floor(block / this.#shape.items))
    for (let start = 0; start < users.length; start += most)
      this.#scoreRows(this.#network, users.subarray(start, start + most), into, start)
  }

  scoreVector(vector: Float32Array, into: Scores): void {
    const { embedding, factors } = this.#network
    this.#guest ??= { ...this.#network, userTable: this.#kernels.memory.floats(embedding + factors) }
    padRows(this.#shape, vector, this.#guest.userTable)
    this.#scoreRows(this.#guest, Int32Array.of(0), into, 0)
  }

  parameters(): Parameters {
    const { users, items, embedding, factors } = this.#shape
    const { userTable, itemTable, dense } = this.#network
    const width = embedding + factors
    return {
      userTable: { values: unpadRows(this.#shape, userTable, users), shape: [users, width] },
      itemTable: { values: unpadRows(this.#shape, itemTable, items), shape: [items, width] },
      dense: unpadDense(this.#shape, dense),
    }
  }

  #run(batch: Batch, gradients: PairGradients | null): number {
    return this.#kernels.run('differentiatePairs', { network: this.#network, batch, gradients })
  }

  #scoreRows(network: PairNetwork, users: Int32Array, into: Scores, start: number): void {
    const { items } = this.#shape
    const needed = users.length * items
    if (this.#scores.length < needed) this.#scores = this.#kernels.memory.floats(needed)
    const scores = this.#scores.subarray(0, needed)
    this.#kernels.run('scorePairs', { network, users, into: scores })
    into.set(scores, start * items)
  }

  #begin(): Training {
    const { memory } = this.#kernels
    const { userTable, itemTable, dense, embedding, factors } = this.#network
    const width = embedding + factors
    return {
      gradients: {
        users: memory.floats(userTable.length),
        items: memory.floats(itemTable.length),
        dense: memory.floats(dense.length),
      },
      users: new Adam(this.#kernels, userTable, width),
      items: new Adam(this.#kernels, itemTable, width),
      dense: new Adam(this.#kernels, dense, 8),
    }
  }
}

/** What training needs beside the parameters. */
interface Training {
  readonly gradients: PairGradients
  readonly users: Adam
  readonly items: Adam
  readonly dense: Adam
}
