import inspector from 'node:inspector'
import net from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * A thread of the kernel that waits for a byte on the interrupt pipe. A kernel that waits is asked to give up its cell; one that does not answer within
 * the patience is in a loop, and V8 ends that loop.
 */
const { pipe, answered } = workerData as { pipe: number; answered: SharedArrayBuffer }
const flag = new Int32Array(answered)
const patience = 150

const session = new inspector.Session()
session.connectToMainThread()

new net.Socket({ fd: pipe, readable: true, writable: false }).on('data', () => {
  Atomics.store(flag, 0, 0)
  parentPort!.postMessage('interrupt')
  setTimeout(() => {
    if (Atomics.load(flag, 0) === 0) session.post('Runtime.terminateExecution')
  }, patience)
})
