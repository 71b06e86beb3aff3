import { enableCompileCache } from 'node:module'
import os from 'node:os'
import type { RunService } from './protocol.ts'

/** Training gives way to the window and the engine, which share its cores; the threads that it starts inherit this. One that was started with less keeps it. */
const gently = os.constants.priority.PRIORITY_BELOW_NORMAL
if (os.getPriority() < gently) os.setPriority(gently)

enableCompileCache()
const [{ expose }, { parentPort }, { RunSession }] = await Promise.all([
  import('../../contract/remote.ts'),
  import('../child-side.ts'),
  import('./run-session.ts'),
])

let session: InstanceType<typeof RunSession> | undefined

expose(parentPort(), {
  run(plan, task) {
    session = new RunSession(plan, task)
    return session.run()
  },
  cancelModel({ model }) {
    session?.cancelModel(model)
    return null
  },
} satisfies RunService)
