import { openKernels, type Kernels } from '../kernels.ts'
import type { SparsePattern } from './singular-vectors.ts'

/** Entries of a row are padded to a multiple of this. */
const lane = 16

/**
 * Vectors of users and items on their bipartite graph, in single precision, with the linear propagation of LightGCN: E = Σ_{l ≤ L} (D^−½ A D^−½)ˡ E⁽⁰⁾ / (L + 1).
 * The rows of users come first, then those of items, each padded with zeros.
 */
export class GraphLayers {
  /** E⁽⁰⁾, which training changes. */
  readonly parameters: Float32Array
  /** The gradient with respect to E⁽⁰⁾ that {@link propagateGradient} left. */
  readonly gradient: Float32Array
  /** Numbers of a row, padding included. */
  readonly width: number
  readonly kernels: Kernels
  readonly #factors: number
  readonly #layers: number
  readonly #users: number
  readonly #rows: number
  readonly #byUser: SparsePattern
  readonly #byItem: SparsePattern
  /** d^−½ of each row, 0 for one without neighbours. */
  readonly #userScale: Float32Array
  readonly #itemScale: Float32Array
  readonly #smooth: Float32Array
  readonly #given: Float32Array
  readonly #source: Float32Array
  readonly #image: Float32Array

  constructor(byUser: SparsePattern, byItem: SparsePattern, factors: number, layers: number, threads = 1) {
    this.kernels = openKernels({ threads })
    const { memory } = this.kernels
    this.#factors = factors
    this.#layers = layers
    this.width = lane * Math.ceil(factors / lane)
    this.#users = byUser.offsets.length - 1
    this.#rows = this.#users + byItem.offsets.length - 1
    const put = ({ offsets, indices }: SparsePattern): SparsePattern => ({
      offsets: memory.putIntegers(offsets),
      indices: memory.putIntegers(indices),
    })
    this.#byUser = put(byUser)
    this.#byItem = put(byItem)
    this.#userScale = memory.putFloats(inverseRoots(byUser))
    this.#itemScale = memory.putFloats(inverseRoots(byItem))
    const block = () => memory.floats(this.#rows * this.width)
    this.parameters = block()
    this.gradient = block()
    this.#smooth = block()
    this.#given = block()
    this.#source = block()
    this.#image = block()
  }

  userCell(user: number): number {
    return user * this.width
  }

  itemCell(item: number): number {
    return (this.#users + item) * this.width
  }

  /** Writes what `draw` gives into the parameters, without the padding. */
  fill(draw: () => number): void {
    for (let row = 0; row < this.#rows; row++)
      for (let k = 0; k < this.#factors; k++) this.parameters[row * this.width + k] = draw()
  }

  /** E of the parameters, valid until the next call. */
  propagate(): Float32Array {
    this.#average(this.parameters, this.#smooth)
    return this.#smooth
  }

  /** The gradient with respect to E, zero, to be added to. */
  clearGradient(): Float32Array {
    return this.#given.fill(0)
  }

  /** The gradient with respect to E⁽⁰⁾: the propagation is its own adjoint. */
  propagateGradient(): Float32Array {
    this.#average(this.#given, this.gradient)
    return this.gradient
  }

  /** E in double precision without padding. */
  read(): { userFactors: Float64Array; itemFactors: Float64Array } {
    const smooth = this.propagate()
    const copy = (first: number, last: number) => {
      const into = new Float64Array((last - first) * this.#factors)
      for (let row = first; row < last; row++)
        for (let k = 0; k < this.#factors; k++) into[(row - first) * this.#factors + k] = smooth[row * this.width + k]!
      return into
    }
    return { userFactors: copy(0, this.#users), itemFactors: copy(this.#users, this.#rows) }
  }

  /** `into` becomes the mean of `from` and its propagations. */
  #average(from: Float32Array, into: Float32Array): void {
    const share = 1 / (this.#layers + 1)
    for (let cell = 0; cell < into.length; cell++) into[cell] = from[cell]! * share
    this.#source.set(into)
    let [source, image] = [this.#source, this.#image]
    for (let layer = 1; layer <= this.#layers; layer++) {
      this.#step(source, image, into)
      ;[source, image] = [image, source]
    }
  }

  /** Sums over neighbours, of users and of items, which are added to `total` too. */
  #step(source: Float32Array, image: Float32Array, total: Float32Array): void {
    const { run } = this.kernels
    const first = this.#users * this.width
    const width = this.width
    run('propagate', {
      ...this.#byUser,
      ...{ source: source.subarray(first), weights: this.#itemScale, width },
      ...{ into: image.subarray(0, first), scale: this.#userScale, total: total.subarray(0, first) },
    })
    run('propagate', {
      ...this.#byItem,
      ...{ source: source.subarray(0, first), weights: this.#userScale, width },
      ...{ into: image.subarray(first), scale: this.#itemScale, total: total.subarray(first) },
    })
  }
}

function inverseRoots({ offsets }: SparsePattern): Float32Array {
  return Float32Array.from({ length: offsets.length - 1 }, (_, row) => {
    const degree = offsets[row + 1]! - offsets[row]!
    return degree === 0 ? 0 : 1 / Math.sqrt(degree)
  })
}
