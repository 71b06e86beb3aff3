import { enableCompileCache } from 'node:module'
import type { ModelService } from '../model-service.ts'

enableCompileCache()
const [{ expose }, { collectGarbage }, { parentPort }] = await Promise.all([
  import('../../contract/remote.ts'),
  import('../../contract/collect-garbage.ts'),
  import('../child-side.ts'),
])

const service = {
  list: async (parameters, task) => (await import('./recommend.ts')).recommend(parameters, task),
  segments: async (parameters, task) => (await import('./push.ts')).listSegments(parameters, task),
  push: async (parameters, task) => (await import('./push.ts')).findPushList(parameters, task),
  stream: async (parameters, task) => (await import('./stream.ts')).streamLog(parameters, task),
  pairs: async (parameters) => (await import('./pairs.ts')).readPairs(parameters),
  exportLists: async (parameters) => (await import('./lists.ts')).exportLists(parameters),
  evaluateLists: async (parameters, task) => (await import('./foreign-lists.ts')).evaluateLists(parameters, task),
  leak: async (parameters) => (await import('./leak.ts')).leakOf(parameters),
  shape: async (parameters) => (await import('./shape.ts')).readShape(parameters),
  backend: async ({ asked }) => (await import('../../kernels/tensorflow/choose.ts')).chooseBackend(asked),
} satisfies ModelService

expose(parentPort(), service, collectGarbage)
