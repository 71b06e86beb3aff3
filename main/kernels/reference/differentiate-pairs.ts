import { layOut, type DensePlace, type PairWidths } from '../pair-layout.ts'

/** Parameters of a network over pairs of a user and an item. */
export interface PairNetwork extends PairWidths {
  /** Row after row, the embedding that the tower sees, then the one of the product path. */
  readonly userTable: Float32Array
  readonly itemTable: Float32Array
  /** All others, where `layOut` says. */
  readonly dense: Float32Array
}

/** Labelled pairs over distinct users and items: pair r joins `users[left[r]]` and `items[right[r]]`. They may lie in any memory. */
export interface PairBatch {
  readonly users: Int32Array
  readonly items: Int32Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** 0 or 1. */
  readonly labels: Float32Array
}

/** Gradients with respect to the rows of the batch's users and of its items, and to the dense parameters; written from the start of each array. */
export interface PairGradients {
  readonly users: Float32Array
  readonly items: Float32Array
  readonly dense: Float32Array
}

export interface DifferentiatePairs {
  readonly network: PairNetwork
  readonly batch: PairBatch
  /** Null for the loss alone. */
  readonly gradients: PairGradients | null
}

/**
 * The mean binary cross-entropy of the logits
 *
 *   z = wᵀ x_L + Σ_k h_k p′_k q′_k + c,   x_1 = relu(W_uᵀ p + W_iᵀ q + b_1),   x_l = relu(W_lᵀ x_{l−1} + b_l)
 *
 * over the pairs, and its gradients.
 */
export function differentiatePairs({ network, batch, gradients }: DifferentiatePairs): number {
  gradients?.users.fill(0, 0, batch.users.length * rowLength(network))
  gradients?.items.fill(0, 0, batch.items.length * rowLength(network))
  gradients?.dense.fill(0)
  let loss = 0
  for (let pair = 0; pair < batch.labels.length; pair++) {
    const p = batch.users[batch.left[pair]!]! * rowLength(network)
    const q = batch.items[batch.right[pair]!]! * rowLength(network)
    const values = valuesOfLayers(network, p, q)
    const z = logit(network, values, p, q)
    const label = batch.labels[pair]!
    loss += Math.max(z, 0) - z * label + Math.log1p(Math.exp(-Math.abs(z)))
    if (gradients) turn(network, gradients, batch, pair, values, (sigmoid(z) - label) / batch.labels.length)
  }
  return batch.labels.length === 0 ? 0 : loss / batch.labels.length
}

export const rowLength = ({ embedding, factors }: PairWidths): number => embedding + factors

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))

/** The values of each layer, for the rows that begin at p and q. */
export function valuesOfLayers(network: PairNetwork, p: number, q: number): Float64Array[] {
  const { embedding, layers, dense, userTable, itemTable } = network
  const layout = layOut(network)
  const values: Float64Array[] = []
  for (let layer = 0; layer < layers.length; layer++) {
    const into = new Float64Array(layers[layer]!)
    const { weights, biases } = layout.layers[layer - 1] ?? { weights: layout.userWeights, biases: layout.firstBiases }
    for (let j = 0; j < into.length; j++) {
      let sum = dense[biases.offset + j]!
      const below = values[layer - 1]
      if (below) for (let i = 0; i < below.length; i++) sum += below[i]! * dense[cell(weights, i, j)]!
      else
        for (let i = 0; i < embedding; i++) {
          sum += userTable[p + i]! * dense[cell(layout.userWeights, i, j)]!
          sum += itemTable[q + i]! * dense[cell(layout.itemWeights, i, j)]!
        }
      into[j] = Math.max(0, sum)
    }
    values.push(into)
  }
  return values
}

export function logit(network: PairNetwork, values: readonly Float64Array[], p: number, q: number): number {
  const { embedding, factors, dense, userTable, itemTable } = network
  const { outputWeights, productWeights, bias } = layOut(network)
  let sum = dense[bias.offset]!
  values.at(-1)?.forEach((value, j) => (sum += value * dense[outputWeights.offset + j]!))
  for (let k = 0; k < factors; k++)
    sum += dense[productWeights.offset + k]! * userTable[p + embedding + k]! * itemTable[q + embedding + k]!
  return sum
}

const cell = ({ offset, columns }: DensePlace, row: number, column: number) => offset + row * columns + column

/** Adds the gradients of one pair, whose loss rises with its logit by `slope`. */
function turn(
  network: PairNetwork,
  gradients: PairGradients,
  batch: PairBatch,
  pair: number,
  values: readonly Float64Array[],
  slope: number,
): void {
  const { embedding, factors, dense, userTable, itemTable } = network
  const layout = layOut(network)
  const width = rowLength(network)
  const [toP, toQ] = [batch.left[pair]! * width, batch.right[pair]! * width]
  const [p, q] = [batch.users[batch.left[pair]!]! * width, batch.items[batch.right[pair]!]! * width]
  const into = gradients.dense
  into[layout.bias.offset]! += slope
  for (let k = 0; k < factors; k++) {
    const [a, b] = [userTable[p + embedding + k]!, itemTable[q + embedding + k]!]
    const h = dense[layout.productWeights.offset + k]!
    into[layout.productWeights.offset + k]! += slope * a * b
    gradients.users[toP + embedding + k]! += slope * h * b
    gradients.items[toQ + embedding + k]! += slope * h * a
  }
  let above = Float64Array.from(values.at(-1) ?? [], (value, j) => {
    into[layout.outputWeights.offset + j]! += slope * value
    return value > 0 ? slope * dense[layout.outputWeights.offset + j]! : 0
  })
  for (let layer = values.length - 1; layer > 0; layer--) {
    const { weights, biases } = layout.layers[layer - 1]!
    above.forEach((amount, j) => (into[biases.offset + j]! += amount))
    const here = above
    above = values[layer - 1]!.map((value, i) => {
      let sum = 0
      for (let j = 0; j < here.length; j++) {
        into[cell(weights, i, j)]! += value * here[j]!
        sum += here[j]! * dense[cell(weights, i, j)]!
      }
      return value > 0 ? sum : 0
    })
  }
  above.forEach((amount, j) => {
    into[layout.firstBiases.offset + j]! += amount
    for (let i = 0; i < embedding; i++) {
      into[cell(layout.userWeights, i, j)]! += amount * userTable[p + i]!
      into[cell(layout.itemWeights, i, j)]! += amount * itemTable[q + i]!
      gradients.users[toP + i]! += amount * dense[cell(layout.userWeights, i, j)]!
      gradients.items[toQ + i]! += amount * dense[cell(layout.itemWeights, i, j)]!
    }
  })
}
