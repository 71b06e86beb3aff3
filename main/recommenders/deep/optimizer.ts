import { Adam, adamStep } from './adam.ts'
import type { Batch } from './examples.ts'
import type { Parameters } from './network.ts'

/** Adam over all parameters of a network: row-sparse for the tables, whole for the layers. */
export class NetworkOptimizer {
  readonly #parameters: Parameters
  readonly #learningRate: number
  readonly #regularization: number
  readonly #users: Adam
  readonly #items: Adam
  readonly #dense: readonly Adam[]
  #steps = 0

  /** @param regularization λ of the L2 penalty on the rows of a batch */
  constructor(parameters: Parameters, learningRate: number, regularization: number) {
    this.#parameters = parameters
    this.#learningRate = learningRate
    this.#regularization = regularization
    this.#users = new Adam(parameters.userTable.values)
    this.#items = new Adam(parameters.itemTable.values)
    this.#dense = parameters.dense.map(({ values }) => new Adam(values))
  }

  /** @param gradients with respect to the batch's user rows, its item rows and the dense parameters */
  step(batch: Batch, gradients: readonly Float32Array[]): void {
    const [users, items, ...dense] = gradients
    const rows = adamStep(this.#learningRate, ++this.#steps, this.#regularization)
    const width = this.#parameters.userTable.shape[1]!
    this.#users.updateRows(batch.users, width, users!, rows)
    this.#items.updateRows(batch.items, width, items!, rows)
    const whole = adamStep(this.#learningRate, this.#steps)
    dense.forEach((gradient, index) => this.#dense[index]!.update(gradient, whole))
  }
}
