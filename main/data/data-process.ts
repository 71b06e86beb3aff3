import { collectGarbage } from '../contract/collect-garbage.ts'
import { RecbenchError, toErrorReport } from '../contract/errors.ts'
import { expose, type Port } from '../contract/remote.ts'
import { createDataService } from './data-service.ts'

/** Started by `fork` with the workspace folder as its argument; serves {@link createDataService} over the IPC channel and ends with it. */
const [workspace, memoryLimit] = process.argv.slice(2)
const send = process.send?.bind(process)
if (!workspace || !send)
  throw new RecbenchError(
    'internal',
    'The data process is started by Recbench, with a workspace folder and an IPC channel.',
  )

const port: Port = {
  post: (message) => void send(message),
  onMessage: (listener) => void process.on('message', listener),
}
process.on('disconnect', () => process.exit(0))

/** A workspace that cannot be opened answers every request with the reason, so that the caller can say it. */
const service = await createDataService({ workspace, memoryLimit }).catch((error: unknown) => error as Error)
if (service instanceof Error) {
  const report = toErrorReport(service)
  port.onMessage((message) => {
    const { kind, id } = message as { kind: string; id: number }
    if (kind === 'request') port.post({ kind: 'failed', id, error: report })
  })
} else expose(port, service, collectGarbage)
