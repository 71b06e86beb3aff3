import { enableCompileCache } from 'node:module'
import type { RunService } from './protocol.ts'

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
