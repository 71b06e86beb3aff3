import { Heap } from './heap.ts'
import type { SparsePattern } from './singular-vectors.ts'

/** Entries of a row are padded to a multiple of this. */
const lane = 16

/**
 * Vectors of users and items on their bipartite graph, in single precision, with the linear propagation of LightGCN: E = Σ_{l ≤ L} (D^−½ A D^−½)ˡ E⁽⁰⁾ / (L + 1).
 * The rows of users come first, then those of items, each padded with zeros.
 */
export class GraphLayers {
  readonly #heap = new Heap()
  readonly #factors: number
  readonly #layers: number
  readonly #width: number
  readonly #users: number
  readonly #rows: number
  readonly #byUser: { offsets: number; indices: number }
  readonly #byItem: { offsets: number; indices: number }
  /** d^−½ of each row, 0 for one without neighbours. */
  readonly #scale: Float32Array
  readonly #blocks: readonly { readonly address: number; readonly view: Float32Array }[]

  constructor(byUser: SparsePattern, byItem: SparsePattern, factors: number, layers: number) {
    const heap = this.#heap
    this.#factors = factors
    this.#layers = layers
    this.#width = lane * Math.ceil(factors / lane)
    this.#users = byUser.offsets.length - 1
    this.#rows = this.#users + byItem.offsets.length - 1
    const degrees = [byUser, byItem].flatMap(({ offsets }) =>
      Array.from({ length: offsets.length - 1 }, (_, row) => offsets[row + 1]! - offsets[row]!),
    )
    this.#scale = Float32Array.from(degrees, (degree) => (degree === 0 ? 0 : 1 / Math.sqrt(degree)))
    this.#byUser = { offsets: heap.put(byUser.offsets), indices: heap.put(byUser.indices) }
    this.#byItem = { offsets: heap.put(byItem.offsets), indices: heap.put(byItem.indices) }
    const length = this.#rows * this.#width
    const addresses = Array.from({ length: 5 }, () => heap.allocate(4 * length))
    this.#blocks = addresses.map((address) => ({ address, view: heap.floats(address, length) }))
  }

  /** E⁽⁰⁾, which training changes. */
  get parameters(): Float32Array {
    return this.#blocks[0]!.view
  }

  /** The gradient with respect to E⁽⁰⁾ that {@link propagateGradient} left. */
  get gradient(): Float32Array {
    return this.#blocks[2]!.view
  }

  userCell(user: number): number {
    return user * this.#width
  }

  itemCell(item: number): number {
    return (this.#users + item) * this.#width
  }

  /** Writes what `draw` gives into the parameters, without the padding. */
  fill(draw: () => number): void {
    for (let row = 0; row < this.#rows; row++)
      for (let k = 0; k < this.#factors; k++) this.parameters[row * this.#width + k] = draw()
  }

  /** E of the parameters, valid until the next call. */
  propagate(): Float32Array {
    this.#average(0, 1)
    return this.#blocks[1]!.view
  }

  /** The gradient with respect to E, zero, to be added to. */
  clearGradient(): Float32Array {
    return this.#blocks[3]!.view.fill(0)
  }

  /** The gradient with respect to E⁽⁰⁾: the propagation is its own adjoint. */
  propagateGradient(): Float32Array {
    this.#average(3, 2)
    return this.gradient
  }

  /** E in double precision without padding. */
  read(): { userFactors: Float64Array; itemFactors: Float64Array } {
    const smooth = this.propagate()
    const copy = (first: number, last: number) => {
      const into = new Float64Array((last - first) * this.#factors)
      for (let row = first; row < last; row++)
        for (let k = 0; k < this.#factors; k++) into[(row - first) * this.#factors + k] = smooth[row * this.#width + k]!
      return into
    }
    return { userFactors: copy(0, this.#users), itemFactors: copy(this.#users, this.#rows) }
  }

  /** Block `to` becomes the mean of block `from` and its propagations; `from` is left as it was unless it is a gradient. */
  #average(from: number, to: number): void {
    const sum = this.#blocks[to]!.view
    sum.set(this.#blocks[from]!.view)
    const scratch = this.#blocks[4]!
    for (let layer = 1; layer <= this.#layers; layer++) {
      this.#scaleInto(layer === 1 ? this.#blocks[from]!.view : this.#blocks[3]!.view, scratch.view)
      this.#step(scratch.address, this.#blocks[3]!.address)
      const image = this.#blocks[3]!.view
      this.#scaleInto(image, image)
      for (let cell = 0; cell < sum.length; cell++) sum[cell]! += image[cell]!
    }
    const share = 1 / (this.#layers + 1)
    for (let cell = 0; cell < sum.length; cell++) sum[cell]! *= share
  }

  #scaleInto(source: Float32Array, into: Float32Array): void {
    for (let row = 0, cell = 0; row < this.#rows; row++)
      for (const end = cell + this.#width; cell < end; cell++) into[cell] = source[cell]! * this.#scale[row]!
  }

  /** Sums over neighbours, of users and of items. */
  #step(source: number, out: number): void {
    const stride = 4 * this.#width
    const items = this.#users * stride
    const { kernels } = this.#heap
    kernels.sumRows(this.#byUser.offsets, this.#byUser.indices, 4 * this.#users, source + items, stride, out)
    const rows = 4 * (this.#rows - this.#users)
    kernels.sumRows(this.#byItem.offsets, this.#byItem.indices, rows, source, stride, out + items)
  }
}
