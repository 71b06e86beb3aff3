import { parentPort, workerData } from 'node:worker_threads'
import { expose } from '../../contract/remote.ts'
import type { WorkerPlan, WorkerService } from './protocol.ts'
import { runOneTask } from './run-one-task.ts'

const port = parentPort!
const service: WorkerService = { run: (parameters, task) => runOneTask(workerData as WorkerPlan, parameters, task) }
expose(
  {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
  },
  service,
)
