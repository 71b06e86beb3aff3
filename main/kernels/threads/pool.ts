import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { RecbenchError } from '../../contract/errors.ts'
import type { SimdKind } from '../simd.ts'
import {
  cells,
  controlLength,
  mostArguments,
  mostHelpers,
  type HelperNews,
  type HelperStart,
  type SharedKernel,
} from './protocol.ts'
import { takeRows } from './take-rows.ts'

/**
 * A fixed number of threads that help the one that asks. They are started once and sleep between pieces of work; a thread that is not up yet is not waited for. A
 * piece of work is a kernel and a number of rows, taken a grain at a time; grains depend on the work and not on the threads, and write to rows of their own.
 */
export class KernelPool {
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * controlLength))
  readonly #values = new Float64Array(new SharedArrayBuffer(8 * mostArguments))
  readonly #ports: MessagePort[] = []
  readonly #threads: number[] = []
  readonly #kernels = new Map<string, number>()
  #memories = 0

  /** @param threads in all, with the one that asks */
  constructor(threads: number, kind: SimdKind) {
    for (let thread = 1; thread < Math.min(threads, mostHelpers + 1); thread++) {
      const { port1, port2 } = new MessageChannel()
      const workerData: HelperStart = { thread, control: this.#control, values: this.#values, port: port2, kind }
      const worker = new Worker(new URL('./helper.ts', import.meta.url), { workerData, transferList: [port2] })
      worker.unref()
      port1.unref()
      this.#ports.push(port1)
      this.#threads.push(thread)
    }
  }

  /** Makes a memory known to the threads. */
  attach(memory: WebAssembly.Memory): number {
    this.#tell({ kind: 'memory', id: ++this.#memories, memory })
    return this.#memories
  }

  detach(memory: number): void {
    this.#tell({ kind: 'forget', id: memory })
  }

  /**
   * Works on rows 0 … count − 1, at most `grain` at a time, and returns when all are done.
   *
   * @param own the same kernel in this thread
   */
  share(
    work: { readonly memory: number; readonly module: string; readonly name: string; readonly own: SharedKernel },
    count: number,
    grain: number,
    values: readonly number[],
  ): void {
    const control = this.#control
    const ready = Atomics.load(control, cells.ready)
    const helpers = this.#threads.filter((thread) => ready & (1 << thread)).slice(0, Math.ceil(count / grain) - 1)
    control[cells.next] = 0
    control[cells.count] = count
    control[cells.grain] = grain
    control[cells.memory] = work.memory
    control[cells.kernel] = this.#idOf(work.module, work.name)
    control[cells.arguments] = values.length
    this.#values.set(values)
    if (helpers.length > 0) {
      const turn = control[cells.turn]! + 1
      Atomics.store(control, cells.busy, helpers.length)
      for (const thread of helpers) Atomics.store(control, cells.orders + thread, turn)
      Atomics.store(control, cells.turn, turn)
      Atomics.notify(control, cells.turn)
    }
    try {
      takeRows(work.own, 0, control, values)
    } finally {
      if (helpers.length > 0) this.#await()
    }
    if (Atomics.exchange(control, cells.failed, 0))
      throw new RecbenchError('internal', `The kernel ${work.name} failed in one of its threads.`)
  }

  #await(): void {
    const control = this.#control
    for (let busy = Atomics.load(control, cells.busy); busy > 0; busy = Atomics.load(control, cells.busy))
      Atomics.wait(control, cells.busy, busy, 1000)
  }

  #idOf(module: string, name: string): number {
    const key = `${module}.${name}`
    let id = this.#kernels.get(key)
    if (id === undefined) {
      this.#kernels.set(key, (id = this.#kernels.size))
      this.#tell({ kind: 'kernel', id, module, name })
    }
    return id
  }

  #tell(news: HelperNews): void {
    for (const port of this.#ports) port.postMessage(news)
  }
}

const pools = new Map<string, KernelPool>()

/** The pool of this thread for so many threads, started at the first call. */
export function poolOf(threads: number, kind: SimdKind): KernelPool {
  const key = `${threads} ${kind}`
  let pool = pools.get(key)
  if (!pool) pools.set(key, (pool = new KernelPool(threads, kind)))
  return pool
}
