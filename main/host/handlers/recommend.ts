import { availableParallelism } from 'node:os'
import type {
  PushList,
  PushQuery,
  RecommendedList,
  RecommendQuery,
  recommendCalls,
} from '../../contract/api/recommend.ts'
import type { ItemLabel } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { parseConfiguration, type Configuration } from '../../contract/settings.ts'
import { labelModels } from '../../evaluation/labels.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { JobTask } from '../jobs/queue.ts'
import type { ListAnswer } from '../model-service.ts'
import type { Services } from '../services.ts'
import { followed } from '../source.ts'
import type { StreamPlan } from '../../evaluation/stream/learn-stream.ts'
import { resolveHistory, type SearchItems } from '../resolve-history.ts'
import type { GroupHandlers } from './data.ts'

const graceAfterCancel = 500

export function recommendHandlers(services: Services): GroupHandlers<typeof recommendCalls> {
  return {
    'recommend/lists'(query) {
      if ((query.user === undefined) === (query.history === undefined))
        throw new RecbenchError('invalid-parameter', 'Give either a user of the log or a history of items.')
      const configs = query.models.map(({ id, config }) =>
        parseConfiguration(`model ${id}`, findRecommender(id).settings, config),
      )
      const title = query.models.map(({ id }) => id).join(', ')
      const plan = { kind: 'train', title, subject: query.data, line: 'answers' } as const
      return services.queue.start(plan, (task) => makeLists(services, query, configs, task)).id
    },
    'recommend/segments'({ data, prepare, seed }) {
      const plan = { kind: 'train', title: 'Segments', subject: data, line: 'answers' } as const
      return services.queue.start(plan, async (task) => {
        const { log } = await services.sources.prepare({ name: data }, prepare, task)
        return whileRunning(services, task, () =>
          services.models.call('segments', { log, seed }, followed(task, 0.1, 1)),
        )
      }).id
    },
    'recommend/stream'({ data, prepare, ...given }) {
      const plan: StreamPlan = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      const job = { kind: 'train', title: 'Stream', subject: data, line: 'answers' } as const
      return services.queue.start(job, async (task) => {
        const { log } = await services.sources.prepare({ name: data }, prepare, task)
        return whileRunning(services, task, () => services.models.call('stream', { log, plan }, followed(task, 0.1, 1)))
      }).id
    },
    'recommend/push'(query) {
      const { id, config } = query.model
      const settings = parseConfiguration(`model ${id}`, findRecommender(id).settings, config)
      const plan = { kind: 'train', title: id, subject: query.data, line: 'answers' } as const
      return services.queue.start(plan, (task) => makePushList(services, query, settings, task)).id
    },
  }
}

/** A cancelled job that does not end by itself loses the model process. */
async function whileRunning<T>({ models }: Services, task: JobTask, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const kill = () => (timer = setTimeout(() => models.kill(), graceAfterCancel))
  task.signal.addEventListener('abort', kill, { once: true })
  try {
    return await work()
  } finally {
    task.signal.removeEventListener('abort', kill)
    clearTimeout(timer)
  }
}

async function makePushList(
  services: Services,
  query: PushQuery,
  config: Configuration,
  task: JobTask,
): Promise<PushList> {
  const { sources, workspace, models, data, threads } = services
  const began = performance.now()
  const { log, name } = await sources.prepare({ name: query.data }, query.prepare, task)
  const { model, segment, top, limit, seed, items } = query
  const request = {
    ...{ log, seed, segment, top, limit },
    model: { id: model.id, config },
    backend: 'auto',
    threads: Math.min(threads, availableParallelism()),
    items: items ?? null,
    folder: workspace.pathTo('models'),
  }
  const answer = await whileRunning(services, task, () => models.call('push', request, followed(task, 0.1, 1)))
  const labels = await data.call('itemLabels', { name: name!, items: answer.items.map(({ item }) => item) })
  return {
    model: model.id,
    segment: answer.segment,
    items: answer.items.map((entry, place) => ({ ...labels[place]!, ...entry })),
    seconds: (performance.now() - began) / 1000,
  }
}

async function makeLists(
  services: Services,
  query: RecommendQuery,
  configs: readonly Configuration[],
  task: JobTask,
): Promise<readonly RecommendedList[]> {
  const { sources, workspace, models, data, threads } = services
  const labels = labelModels(query)
  const following = {
    signal: task.signal,
    progress: (fraction: number, stage: string) => task.progress(fraction * 0.1, stage),
  }
  const { log, name } = await sources.prepare({ name: query.data }, query.prepare, following)
  const search: SearchItems = (words, limit) => data.call('itemSearch', { name: name!, query: words, limit }, following)
  const history = query.history ? await resolveHistory(query.history, search) : null
  const lists: RecommendedList[] = []
  return whileRunning(services, task, async () => {
    for (const [index, { id }] of query.models.entries()) {
      const began = performance.now()
      const request = {
        log,
        model: { id, config: configs[index]! },
        seed: query.seed,
        backend: 'auto',
        threads: Math.min(threads, availableParallelism()),
        user: query.user ?? null,
        history,
        k: query.k,
        folder: workspace.pathTo('models'),
      }
      const share = 0.9 / query.models.length
      const answer = await models.call('list', request, followed(task, 0.1 + index * share, 0.1 + (index + 1) * share))
      const seconds = (performance.now() - began) / 1000
      lists.push({ model: id, label: labels[index]!, seconds, ...(await withTitles(answer, name!, data)) })
    }
    return lists
  })
}

async function withTitles(answer: ListAnswer, name: string, data: Services['data']) {
  const mentioned = [
    ...answer.items.flatMap(({ item, explanation }) => [item, ...(explanation?.parts.map((part) => part.item) ?? [])]),
    ...answer.similar.map(({ item }) => item),
  ]
  const items = [...new Set(mentioned)]
  const labels = items.length ? await data.call('itemLabels', { name, items }) : []
  const byItem = new Map(labels.map((label) => [label.item, label]))
  const labelOf = (item: string): ItemLabel => byItem.get(item) ?? { item, title: null, category: null }
  return {
    items: answer.items.map(({ item, score, explanation }, index) => ({
      ...labelOf(item),
      rank: index + 1,
      score,
      explanation: explanation && {
        exact: explanation.exact,
        contributions: explanation.parts.map(({ item: source, ...part }) => ({ ...labelOf(source), ...part })),
        rest: explanation.rest,
      },
    })),
    similar: answer.similar.map(({ item, similarity }) => ({ ...labelOf(item), similarity })),
    note: answer.note,
  }
}
