import { RecbenchError } from '../../contract/errors.ts'

const page = 65536
const mostPages = 65536

/** A memory of WebAssembly that grows, the kernels on it, and typed views. Views are taken anew after every allocation, because growth detaches them. */
export class WasmHeap<Kernels> {
  readonly kernels: Kernels
  readonly #memory = new WebAssembly.Memory({ initial: 1 })
  #end = 64

  constructor(instantiate: (memory: WebAssembly.Memory) => Kernels) {
    this.kernels = instantiate(this.#memory)
  }

  /** Address of `bytes` zeroed bytes, a multiple of 64. Errors: `does-not-fit` beyond 4 GB. */
  allocate(bytes: number): number {
    const address = this.#end
    this.#end = Math.ceil((address + bytes) / 64) * 64
    const missing = Math.ceil((this.#end - this.#memory.buffer.byteLength) / page)
    if (this.#end > mostPages * page)
      throw new RecbenchError(
        'does-not-fit',
        `The kernels address 4 GB of memory, and ${(this.#end / 2 ** 30).toFixed(1)} GB are needed.`,
        { remedy: 'Lower the number of factors, or keep fewer users and items by a k-core in the recipe.' },
      )
    if (missing > 0) this.#memory.grow(missing)
    return address
  }

  /** Address of a copy of whole numbers. */
  put(values: Int32Array): number {
    const address = this.allocate(values.byteLength)
    new Int32Array(this.#memory.buffer, address, values.length).set(values)
    return address
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length)
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length)
  }
}
