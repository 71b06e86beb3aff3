import path from 'node:path'
import type { dataCalls } from '../../contract/api/data.ts'
import type { JobId } from '../../contract/ids.ts'
import type { Handlers } from '../../contract/serve.ts'
import type { Services } from '../services.ts'
import { followed } from '../source.ts'

export type GroupHandlers<Group> = Pick<Handlers, keyof Group & keyof Handlers>

/** Questions go to the data process; what takes long becomes a job. */
export function dataHandlers({ data, queue, sources, hub, models }: Services): GroupHandlers<typeof dataCalls> {
  const changed = () => hub.emit('changed', { what: 'data' })
  return {
    'data/preview': (parameters, signal) => data.call('preview', parameters, { signal }),
    'data/hex': (parameters, signal) => data.call('hex', parameters, { signal }),
    'data/import': (parameters): JobId =>
      queue.start(
        { kind: 'import', title: path.basename(parameters.file), subject: parameters.name ?? null },
        async (task) => {
          const summary = await sources.import(parameters, task)
          task.setSubject(summary.data)
          return summary
        },
      ).id,
    'data/samples': (_parameters, signal) => data.call('samples', {}, { signal }),
    'data/openSample': ({ id }): JobId =>
      queue.start({ kind: 'sample', title: id, subject: id }, async (task) => {
        const summary = await data.call('openSample', { id }, followed(task))
        changed()
        return summary
      }).id,
    'data/list': (_parameters, signal) => data.call('list', {}, { signal }),
    'data/get': (parameters, signal) => data.call('get', parameters, { signal }),
    async 'data/remove'(parameters, signal) {
      await data.call('remove', parameters, { signal })
      changed()
      return null
    },
    'data/problems': (parameters, signal) => data.call('problems', parameters, { signal }),
    'data/rows': (parameters, signal) => data.call('rows', parameters, { signal }),
    'data/summaries': (parameters, signal) => data.call('summaries', parameters, { signal }),
    'data/profile': (parameters, signal) => data.call('profile', parameters, { signal }),
    'data/quality': (parameters, signal) => data.call('quality', parameters, { signal }),
    async 'data/leak'({ name, recipe, split, seed }, signal) {
      const quiet = { signal: signal ?? new AbortController().signal, progress: () => undefined }
      const { log } = await sources.prepare({ name }, recipe, quiet)
      return models.call('leak', { log, split, seed }, { signal })
    },
    'data/rules': (parameters, signal) => data.call('rules', parameters, { signal }),
    'data/prepare': ({ name, recipe }): JobId =>
      queue.start({ kind: 'prepare', title: name, subject: name }, async (task) => {
        await data.call('prepare', { name, recipe }, followed(task))
        changed()
        return data.call('get', { name })
      }).id,
    'data/users': (parameters, signal) => data.call('users', parameters, { signal }),
    'data/itemSearch': (parameters, signal) => data.call('itemSearch', parameters, { signal }),
    'data/history': (parameters, signal) => data.call('history', parameters, { signal }),
  }
}
