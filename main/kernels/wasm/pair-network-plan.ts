import { layOut, type DensePlace, type PairLayout } from '../pair-layout.ts'
import { rowLength, type PairBatch, type PairNetwork } from '../reference/differentiate-pairs.ts'
import type { Runner } from '../runner.ts'
import { rowsByNumber } from './rows-by-number.ts'

/** Pairs of a block, as in assembly/inline-pair-plan.ts. */
const block = 64
/** Chunks whose gradients are summed on their own: at most this many, of at least `leastChunk` pairs. */
const mostChunks = 16
const leastChunk = 128

/** One side of the batch in the memory of the kernels. */
export interface Side {
  readonly rows: Int32Array
  readonly offsets: Int32Array
  readonly members: Int32Array
  readonly gathered: Float32Array
  readonly hidden: Float32Array
  readonly hiddenGradient: Float32Array
  readonly embedded: Float32Array
}

/** What the compiled kernels of one network need beside its parameters: a plan that they read, and room for a batch. It grows with the largest batch. */
export class PairNetworkPlan {
  readonly network: PairNetwork
  readonly layout: PairLayout
  readonly address: number
  readonly transposed: readonly { readonly place: DensePlace; readonly into: Float32Array }[]
  readonly dense: number
  readonly #run: Runner
  readonly #plan: Int32Array
  #pairs = 0
  #rows = { users: 0, items: 0 }
  #left: Int32Array = new Int32Array(0)
  #right: Int32Array = new Int32Array(0)
  #labels: Float32Array = new Float32Array(0)
  #parts: Float32Array = new Float32Array(0)
  #sides: { readonly users: Side; readonly items: Side } | null = null

  constructor(run: Runner, network: PairNetwork) {
    this.#run = run
    this.network = network
    this.layout = layOut(network)
    const { memory } = run
    const { layout } = this
    const { layers } = network
    this.dense = run.address(network.dense)
    const weights = [layout.userWeights, layout.itemWeights, ...layout.layers.map(({ weights }) => weights)]
    this.transposed = weights.map((place) => ({ place, into: memory.floats(place.rows * place.columns) }))
    const scratchFloats = Math.max(block * 2 * layers.reduce((sum, width) => sum + width, 0), network.factors)
    const scratch = memory.floats(run.threads * scratchFloats)
    this.#plan = memory.integers((128 + 32 * layers.length) / 4)
    this.address = run.address(this.#plan)
    this.#set(28, run.address(network.userTable), run.address(network.itemTable))
    this.#set(36, network.embedding, network.factors, layers.length)
    this.#set(64, this.#at(layout.outputWeights), this.#at(layout.productWeights), this.#at(layout.bias))
    this.#set(80, 4 * this.partLength, ...this.#inPart(layout.outputWeights, layout.productWeights, layout.bias))
    this.#set(96, run.address(scratch), 4 * scratchFloats)
    let room = 0
    for (const [layer, width] of layers.entries()) {
      const further = layout.layers[layer - 1]
      const places = [width, 0, 0, 0, 0, 0, room, room + 4 * block * width]
      if (further) {
        const { weights, biases } = further
        const transposed = run.address(this.transposed[layer + 1]!.into)
        places.splice(1, 5, this.#at(weights), this.#at(biases), transposed, ...this.#inPart(weights, biases))
      }
      this.#set(128 + 32 * layer, ...places)
      room += 8 * block * width
    }
  }

  /** Where the part of the dense gradients that chunks sum on their own begins: after the first layer. */
  get partStart(): number {
    const { firstBiases } = this.layout
    return firstBiases.offset + firstBiases.columns
  }

  get partLength(): number {
    return this.layout.length - this.partStart
  }

  get sides(): { readonly users: Side; readonly items: Side } {
    return this.#sides!
  }

  get parts(): number {
    return this.#run.address(this.#parts)
  }

  /** Addresses of the pairs' numbers on each side. */
  get numbers(): readonly [left: number, right: number] {
    return [this.#run.address(this.#left), this.#run.address(this.#right)]
  }

  /** The loss, which stands behind the bias in each chunk's sums. */
  readLoss(chunks: number): number {
    let sum = 0
    const cell = this.layout.bias.offset - this.partStart + 1
    for (let chunk = 0; chunk < chunks; chunk++) sum += this.#parts[chunk * this.partLength + cell]!
    return sum
  }

  /** Puts a batch into the memory; the number of its chunks. */
  load(batch: PairBatch, backward: boolean): number {
    const pairs = batch.labels.length
    this.#makeRoom(pairs, batch.users.length, batch.items.length)
    this.#left.set(batch.left)
    this.#right.set(batch.right)
    this.#labels.set(batch.labels)
    const { users, items } = this.#sides!
    users.rows.set(batch.users)
    items.rows.set(batch.items)
    if (backward) {
      rowsByNumber(batch.left, batch.users.length, users.offsets, users.members)
      rowsByNumber(batch.right, batch.items.length, items.offsets, items.members)
    }
    const chunk = Math.max(leastChunk, block * Math.ceil(pairs / (mostChunks * block)))
    this.#set(0, pairs, chunk)
    this.#set(104, backward ? 1 : 0)
    return Math.ceil(pairs / chunk)
  }

  /** Points the plan at hidden rows of users and items for scoring. */
  pointAt(users: Int32Array, userHidden: Float32Array, itemHidden: Float32Array): void {
    this.#set(20, this.#run.address(users))
    this.#set(48, this.#run.address(userHidden), this.#run.address(itemHidden))
  }

  addressOf = (place: DensePlace): number => this.#at(place)

  #makeRoom(pairs: number, userRows: number, itemRows: number): void {
    const { memory, address } = this.#run
    const { layers } = this.network
    if (pairs > this.#pairs) {
      this.#pairs = pairs
      this.#left = memory.integers(pairs)
      this.#right = memory.integers(pairs)
      this.#labels = memory.floats(pairs)
      this.#parts = memory.floats(mostChunks * this.partLength)
      const gradients = memory.floats(pairs * (layers[0] ?? 0))
      const slopes = memory.floats(pairs)
      this.#set(8, address(this.#left), address(this.#right), address(this.#labels))
      this.#set(56, address(gradients), address(slopes))
      this.#set(76, address(this.#parts))
      this.#rows = { users: 0, items: 0 }
    }
    if (userRows > this.#rows.users || itemRows > this.#rows.items) {
      this.#rows = { users: Math.max(userRows, this.#rows.users), items: Math.max(itemRows, this.#rows.items) }
      this.#sides = { users: this.#side(this.#rows.users), items: this.#side(this.#rows.items) }
    }
    const { users, items } = this.#sides!
    this.#set(20, address(users.rows), address(items.rows))
    this.#set(48, address(users.hidden), address(items.hidden))
  }

  #side(rows: number): Side {
    const { memory } = this.#run
    const { embedding, layers } = this.network
    const width = layers[0] ?? 0
    return {
      rows: memory.integers(rows),
      offsets: memory.integers(rows + 1),
      members: memory.integers(this.#pairs),
      gathered: memory.floats(rows * embedding),
      hidden: memory.floats(rows * width),
      hiddenGradient: memory.floats(rows * width),
      embedded: memory.floats(rows * embedding),
    }
  }

  #at = (place: DensePlace): number => this.dense + 4 * place.offset

  #inPart(...places: readonly DensePlace[]): number[] {
    return places.map(({ offset }) => 4 * (offset - this.partStart))
  }

  #set(offset: number, ...values: readonly number[]): void {
    this.#plan.set(values, offset / 4)
  }
}

const plans = new WeakMap<PairNetwork, PairNetworkPlan>()

/** The plan of a network, made at its first use and kept as long as the network. */
export function planOf(run: Runner, network: PairNetwork): PairNetworkPlan {
  let plan = plans.get(network)
  if (!plan) plans.set(network, (plan = new PairNetworkPlan(run, network)))
  return plan
}

/** Bytes of a row of a table. */
export const rowBytes = (network: PairNetwork): number => 4 * rowLength(network)
