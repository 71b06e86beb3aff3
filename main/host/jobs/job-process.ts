import { enableCompileCache } from 'node:module'
import { getPriority, setPriority } from 'node:os'
import type { RunService } from './protocol.ts'

/** Training gives way to the window and the engine, a third of their weight, but is not starved; the threads that it starts inherit this. One that was started with less keeps it. */
const gently = 5
if (getPriority() < gently) setPriority(gently)

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
