import { parentPort, workerData } from 'node:worker_threads'
import { expose } from '../../contract/remote.ts'
import type { WorkerPlan, WorkerService } from './protocol.ts'
import { runOneTask, valueOnePolicy } from './run-one-task.ts'

const port = parentPort!
const plan = workerData as WorkerPlan
const service: WorkerService = {
  run: (request, task) => runOneTask(plan, request, task),
  valuePolicy: (request, task) => valueOnePolicy(plan, request, task),
}
expose(
  {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
  },
  service,
)
