import { receiveMessageOnPort, workerData } from 'node:worker_threads'
import { instantiate } from '../instantiate.ts'
import { cells, type HelperNews, type HelperStart, type SharedKernel } from './protocol.ts'
import { takeRows } from './take-rows.ts'

const { thread, control, values, port, kind } = workerData as HelperStart
const memories = new Map<number, { memory: WebAssembly.Memory; modules: Map<string, WebAssembly.Exports> }>()
const kernels = new Map<number, { module: string; name: string }>()

function readNews(): void {
  for (let read = receiveMessageOnPort(port); read; read = receiveMessageOnPort(port)) {
    const news = read.message as HelperNews
    if (news.kind === 'memory') memories.set(news.id, { memory: news.memory, modules: new Map() })
    else if (news.kind === 'forget') memories.delete(news.id)
    else kernels.set(news.id, news)
  }
}

function findKernel(): SharedKernel {
  const { memory, modules } = memories.get(Atomics.load(control, cells.memory))!
  const { module, name } = kernels.get(Atomics.load(control, cells.kernel))!
  let exports = modules.get(module)
  if (!exports) modules.set(module, (exports = instantiate(module, kind, memory)))
  return exports[name] as SharedKernel
}

/** Sleeps until there is work for this thread, helps with it, and sleeps again; the thread ends with its process or owner. */
let seen = Atomics.load(control, cells.turn)
let done = 0
Atomics.or(control, cells.ready, 1 << thread)
for (;;) {
  Atomics.wait(control, cells.turn, seen)
  seen = Atomics.load(control, cells.turn)
  const order = Atomics.load(control, cells.orders + thread)
  if (order === done) continue
  done = order
  readNews()
  try {
    takeRows(findKernel(), thread, control, Array.from(values.subarray(0, control[cells.arguments]!)))
  } catch {
    Atomics.store(control, cells.failed, 1)
  }
  if (Atomics.sub(control, cells.busy, 1) === 1) Atomics.notify(control, cells.busy)
}
