import { RecbenchError } from '../contract/errors.ts'

const page = 65536
const mostPages = 65536
const alignment = 64

type Column = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array

/** Typed arrays that live in a memory of kernels. */
export type Shared<C extends Column> = C & { readonly buffer: SharedArrayBuffer }

/**
 * The memory of kernels, shared by their threads, of at most 4 GB. Arrays are taken from it one after the other, at multiples of 64 bytes, and stay valid when it grows.
 * What was taken after a {@link mark} is given back by {@link release}; the rest goes when the memory is no longer used.
 */
export class KernelMemory {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true })
  readonly #buffers = new WeakSet<ArrayBufferLike>()
  #end = alignment
  /** From here on bytes were never written. */
  #clean = alignment

  floats(length: number): Float32Array {
    return new Float32Array(this.#view(4 * length), this.#take(4 * length), length)
  }

  doubles(length: number): Float64Array {
    return new Float64Array(this.#view(8 * length), this.#take(8 * length), length)
  }

  integers(length: number): Int32Array {
    return new Int32Array(this.#view(4 * length), this.#take(4 * length), length)
  }

  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#view(length), this.#take(length), length)
  }

  putFloats(values: ArrayLike<number>): Float32Array {
    const into = this.floats(values.length)
    into.set(values)
    return into
  }

  putDoubles(values: ArrayLike<number>): Float64Array {
    const into = this.doubles(values.length)
    into.set(values)
    return into
  }

  putIntegers(values: ArrayLike<number>): Int32Array {
    const into = this.integers(values.length)
    into.set(values)
    return into
  }

  putBytes(values: ArrayLike<number>): Uint8Array {
    const into = this.bytes(values.length)
    into.set(values)
    return into
  }

  mark(): number {
    return this.#end
  }

  /** Gives back what was taken since the mark; such arrays must not be used any more. */
  release(mark: number): void {
    this.#end = mark
  }

  /** Errors: `internal` for an array that lives elsewhere. */
  address(array: Column): number {
    if (array.length === 0) return alignment
    if (!this.#buffers.has(array.buffer))
      throw new RecbenchError('internal', 'A kernel was given an array that is not in its memory.')
    return array.byteOffset
  }

  /** The buffer, grown so that the next array of so many bytes fits. */
  #view(bytes: number): SharedArrayBuffer {
    const end = this.#end + bytes
    if (end > mostPages * page)
      throw new RecbenchError(
        'does-not-fit',
        `The kernels address 4 GB of memory, and ${(end / 2 ** 30).toFixed(1)} GB are needed.`,
        { remedy: 'Lower the number of factors, or keep fewer users and items by a k-core in the recipe.' },
      )
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / page)
    if (missing > 0) this.memory.grow(missing)
    const buffer = this.memory.buffer as unknown as SharedArrayBuffer
    this.#buffers.add(buffer)
    return buffer
  }

  /** The address of so many zeroed bytes. */
  #take(bytes: number): number {
    const start = this.#end
    const end = start + bytes
    if (start < this.#clean) new Uint8Array(this.memory.buffer, start, Math.min(end, this.#clean) - start).fill(0)
    this.#end = Math.ceil(end / alignment) * alignment
    this.#clean = Math.max(this.#clean, this.#end)
    return start
  }
}
