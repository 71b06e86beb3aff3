import { openKernels, type Kernels } from '../../kernels/kernels.ts'

/** Blocks of doubles in the memory of kernels, which can be given back and are then taken again by whoever needs as many. */
export class ArmStorage {
  readonly kernels: Kernels = openKernels({ threads: 1 })
  readonly #free = new Map<number, number[]>()
  #pool = this.kernels.memory.doubles(0)

  /** All that was taken. The array is another one after more was taken. */
  get pool(): Float64Array {
    return this.#pool
  }

  /** Where a block begins in the pool. Its entries are what they were. */
  take(length: number): number {
    const freed = this.#free.get(length)?.pop()
    if (freed !== undefined) return freed
    const { memory } = this.kernels
    const block = memory.doubles(length)
    this.#pool = new Float64Array(block.buffer, 0, Math.floor(block.buffer.byteLength / 8))
    return block.byteOffset / 8
  }

  giveBack(place: number, length: number): void {
    const freed = this.#free.get(length)
    if (freed) freed.push(place)
    else this.#free.set(length, [place])
  }
}
