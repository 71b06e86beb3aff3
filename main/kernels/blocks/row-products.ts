import { Heap } from './heap.ts'

/** Rows of the left side that are multiplied together; a multiple of 4. */
const together = 32
/** Rows of the right side that stand side by side. */
const panel = 4

/**
 * Inner products of rows with every row of a fixed matrix, in double precision: `into[i, j] = leftᵢ · rightⱼ`. Each product is summed in the order of its
 * entries, so that equal rows give equal digits. The matrix is copied at the first use.
 */
export class RowProducts {
  readonly #right: Float64Array
  readonly #width: number
  readonly #count: number
  #memory: { heap: Heap; panels: number; left: number; out: number } | undefined

  /** @param right row-major, `width` entries per row; not to be changed after the first use */
  constructor(right: Float64Array, width: number) {
    this.#right = right
    this.#width = width
    this.#count = right.length / width
  }

  /** @param left row-major; as many rows as `into` has room for */
  multiply(left: Float64Array, into: Float64Array | Float32Array): void {
    const { heap, panels, left: leftAt, out } = (this.#memory ??= this.#copy())
    const count = this.#count
    const padded = panel * Math.ceil(count / panel)
    const rows = left.length / this.#width
    for (let first = 0; first < rows; first += together) {
      const part = Math.min(together, rows - first)
      heap.doubles(leftAt, part * this.#width).set(left.subarray(first * this.#width, (first + part) * this.#width))
      const even = 4 * Math.ceil(part / 4)
      heap.kernels.multiplyPanels(leftAt, panels, 8 * this.#width, out, even, 8 * padded, 8 * padded)
      for (let row = 0; row < part; row++) into.set(heap.doubles(out + 8 * row * padded, count), (first + row) * count)
    }
  }

  #copy() {
    const heap = new Heap()
    const width = this.#width
    const padded = panel * Math.ceil(this.#count / panel)
    const panels = heap.allocate(8 * padded * width)
    const left = heap.allocate(8 * together * width)
    const out = heap.allocate(8 * together * padded)
    const into = heap.doubles(panels, padded * width)
    for (let row = 0; row < this.#count; row++) {
      const start = (row - (row % panel)) * width + (row % panel)
      for (let k = 0; k < width; k++) into[start + panel * k] = this.#right[row * width + k]!
    }
    return { heap, panels, left, out }
  }
}
