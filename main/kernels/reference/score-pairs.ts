import { logit, rowLength, valuesOfLayers, type PairNetwork } from './differentiate-pairs.ts'

export interface ScorePairs {
  readonly network: PairNetwork
  readonly users: Int32Array
  /** Row-major, every item for each user. */
  readonly into: Float32Array
}

/** The logits z of `differentiatePairs` of every item for each given user. */
export function scorePairs({ network, users, into }: ScorePairs): void {
  const width = rowLength(network)
  const items = network.itemTable.length / width
  users.forEach((user, row) => {
    for (let item = 0; item < items; item++) {
      const [p, q] = [user * width, item * width]
      into[row * items + item] = logit(network, valuesOfLayers(network, p, q), p, q)
    }
  })
}
