import { Console } from 'node:console'
import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { connect } from '../contract/client.ts'
import type { ClientWire, HostMessage } from '../contract/protocol.ts'
import { expose } from '../contract/remote.ts'
import { useRuntime } from '../index.ts'
import { CellRunner } from './cell-runner.ts'
import { interruptPipe, type FromKernel, type KernelService, type ToKernel } from './protocol.ts'

enableCompileCache()

/** One notebook's cells run here, with the person's rights and nothing of the engine's memory. argv: the notebook's folder. */
const folder = process.argv[2]!
process.on('disconnect', () => process.exit(0))

const send = (message: FromKernel) => void process.send?.(message, () => undefined)
const toCells: ((message: unknown) => void)[] = []
const toClient: ((message: HostMessage) => void)[] = []
process.on('message', (value) => {
  const { channel, message } = value as ToKernel
  if (channel === 'kernel') for (const listener of toCells) listener(message)
  else for (const listener of toClient) listener(message)
})

const wire: ClientWire = {
  send: (message) => send({ channel: 'engine', message }),
  onMessage: (listener) => void toClient.push(listener),
  onClose: () => undefined,
  close: () => undefined,
}

/** Bare names are the workbench's own packages first; paths are relative to the notebook. */
function resolve(specifier: string): string {
  if (/^\.{0,2}\//.test(specifier)) return pathToFileURL(path.resolve(folder, specifier)).href
  try {
    return import.meta.resolve(specifier)
  } catch {
    return import.meta.resolve(specifier, pathToFileURL(path.join(folder, 'cell.ts')).href)
  }
}

const runner = new CellRunner((specifier) => import(resolve(specifier)))
let abort = new AbortController()

useRuntime({
  client: () => Promise.resolve(connect(wire)),
  signal: () => abort.signal,
  display: (value) => runner.show(value),
})

const stream = (name: 'stdout' | 'stderr') =>
  new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      runner.write(name, String(chunk))
      done()
    },
  })
globalThis.console = new Console({ stdout: stream('stdout'), stderr: stream('stderr'), inspectOptions: { depth: 3 } })

const answered = new SharedArrayBuffer(4)
new Worker(new URL('interrupter.ts', import.meta.url), { workerData: { pipe: interruptPipe, answered } })
  .on('message', () => {
    Atomics.store(new Int32Array(answered), 0, 1)
    abort.abort()
    runner.interrupt()
  })
  .unref()

process.on('unhandledRejection', (reason) =>
  runner.write('stderr', `A promise was rejected and nobody waited for it: ${String(reason)}\n`),
)

expose(
  { post: (message) => send({ channel: 'kernel', message }), onMessage: (listener) => void toCells.push(listener) },
  {
    execute({ code }, task) {
      abort = new AbortController()
      return runner.execute(code, (news) => task.notify(news))
    },
    variables: async () => runner.variables(),
  } satisfies KernelService,
)
