import { parentPort, workerData } from 'node:worker_threads'
import { expose } from '../../contract/remote.ts'
import type { WorkerPlan, WorkerService } from './protocol.ts'
import { workers } from './run-one-task.ts'

const port = parentPort!
const plan = workerData as WorkerPlan
const service: WorkerService = {
  run: (request, task) => workers.run(plan, request, task),
  trial: (request, task) => workers.trial(plan, request, task),
  makeWorld: (request, task) => workers.makeWorld(plan, request, task),
  valuePolicy: (request, task) => workers.valuePolicy(plan, request, task),
  simulate: (request, task) => workers.simulate(plan, request, task),
  ab: (request, task) => workers.ab(plan, request, task),
  loop: (request, task) => workers.loop(plan, request, task),
  sequences: (request, task) => workers.sequences(plan, request, task),
}
expose(
  {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
  },
  service,
)
