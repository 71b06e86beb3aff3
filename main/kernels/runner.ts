import { RecbenchError } from '../contract/errors.ts'
import { instantiate } from './instantiate.ts'
import type { KernelMemory } from './memory.ts'
import { simdKind, type SimdKind } from './simd.ts'
import { poolOf, type KernelPool } from './threads/pool.ts'
import type { SharedKernel } from './threads/protocol.ts'

type Callable = (...values: number[]) => number

/** Detaches memories that nobody holds any more from the threads that know them. */
const abandoned = new FinalizationRegistry<{ pool: KernelPool; id: number }>(({ pool, id }) => pool.detach(id))

/** Calls compiled kernels on one memory, in this thread or shared with others. */
export class Runner {
  readonly memory: KernelMemory
  readonly threads: number
  readonly kind: SimdKind
  readonly #modules = new Map<string, WebAssembly.Exports>()
  readonly #attached: { readonly pool: KernelPool; readonly id: number } | null

  constructor(memory: KernelMemory, threads: number, kind: SimdKind = simdKind) {
    this.memory = memory
    this.threads = threads
    this.kind = kind
    const pool = threads > 1 ? poolOf(threads, kind) : null
    this.#attached = pool && { pool, id: pool.attach(memory.memory) }
    if (this.#attached) abandoned.register(this, this.#attached)
  }

  address = (array: Parameters<KernelMemory['address']>[0]): number => this.memory.address(array)

  /** A kernel in this thread alone. */
  call(module: string, name: string, ...values: number[]): number {
    return this.#find(module, name)(...values)
  }

  /**
   * A kernel whose first parameters are `from`, `to` and `thread`, on rows 0 … count − 1 in grains of at most `grain` rows. The grains do not depend on the
   * number of threads; `thread`, below {@link threads}, is for scratch alone.
   */
  share(module: string, name: string, count: number, grain: number, ...values: number[]): void {
    const own = this.#find(module, name) as unknown as SharedKernel
    if (this.#attached && count > grain)
      return this.#attached.pool.share({ memory: this.#attached.id, module, name, own }, count, grain, values)
    for (let from = 0; from < count; from += grain) own(from, Math.min(from + grain, count), 0, ...values)
  }

  #find(module: string, name: string): Callable {
    let exports = this.#modules.get(module)
    if (!exports) this.#modules.set(module, (exports = instantiate(module, this.kind, this.memory.memory)))
    const kernel = exports[name]
    if (typeof kernel !== 'function')
      throw new RecbenchError('internal', `There is no kernel ${name} in the compiled module ${module}.`, {
        remedy: 'Run `npm run kernels`.',
      })
    return kernel as Callable
  }
}
