import path from 'node:path'
import type { runCalls } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { complete, parseSpelling, spell } from '../../runs/spelling/index.ts'
import { rankRuns } from '../rank-runs.ts'
import { readPairs } from '../read-pairs.ts'
import type { Services } from '../services.ts'
import { followed } from '../source.ts'
import { estimateExperiment } from '../estimate-experiment.ts'
import { checkExperiment } from '../check-experiment.ts'
import { readVersions } from '../versions.ts'
import type { GroupHandlers } from './data.ts'

export function runHandlers(services: Services): GroupHandlers<typeof runCalls> {
  const { runs, store, hub, workspace, models, queue, sources } = services
  const changed = () => hub.emit('changed', { what: 'runs' })
  return {
    'runs/start': ({ experiment, title }) => runs.start(experiment, title),
    'runs/estimate': ({ experiment }, signal) => {
      checkExperiment(experiment)
      return estimateExperiment(services, experiment, signal)
    },
    async 'runs/list'({ query }) {
      const words = query.toLowerCase().split(/\s+/).filter(Boolean)
      const all = await store.list()
      return all.filter((run) => {
        const text = [run.id, run.title, run.data, run.state, ...run.models, ...run.tags].join(' ').toLowerCase()
        return words.every((word) => text.includes(word))
      })
    },
    'runs/get': ({ run }) => runs.detail(run),
    'runs/events'({ run, after }) {
      store.read(run)
      return store.events(run).events.filter((event) => event.sequence > after)
    },
    'runs/pairs': ({ run, metric }, signal) => readPairs(services, run, metric, signal),
    'runs/ranks': ({ runs: ids, metric, level }) => rankRuns(services, ids, metric, level),
    async 'runs/exportLists'({ run, folder: target }, signal) {
      const parameters = { record: store.read(run), folder: store.folderOf(run), target: path.resolve(target) }
      return { files: await models.call('exportLists', parameters, { signal }) }
    },
    'runs/evaluateLists'({ files, fold, metrics, threshold, profile, ties, seed }) {
      const experiment = complete({
        data: { folds: [fold] },
        split: { kind: 'given' },
        models: [{ id: 'popularity' }],
        metrics,
        profile,
        ties,
        seed,
        ...(threshold === undefined ? {} : { threshold }),
      })
      checkExperiment(experiment)
      const plan = { kind: 'run', title: files.map((file) => path.basename(file)).join(', '), line: 'answers' } as const
      return queue.start(plan, async (task) => {
        const { log, folds } = await sources.prepare(experiment.data, [], task)
        const request = { files, log, fold: folds![0]!, experiment, versions: readVersions() }
        return models.call('evaluateLists', request, followed(task))
      }).id
    },
    async 'runs/cancel'({ run, model }) {
      await runs.cancel(run, model)
      return null
    },
    'runs/resume': ({ run }) => runs.resume(run),
    async 'runs/remove'({ runs: ids }) {
      workspace.claim()
      const active = ids.find((id) => runs.isActive(id))
      if (active) throw new RecbenchError('conflict', `The run ${active} is under way.`, { remedy: 'Cancel it first.' })
      await store.remove(ids)
      changed()
      return null
    },
    async 'runs/restore'({ runs: ids }) {
      workspace.claim()
      await store.restore(ids)
      changed()
      return null
    },
    async 'runs/tag'({ run, tags }) {
      workspace.claim()
      await store.update(run, { tags })
      changed()
      return null
    },
    'runs/spell': ({ experiment, spelling }) => spell(experiment, spelling),
    'runs/parse': ({ text, spelling }) => parseSpelling(text, spelling),
  }
}
