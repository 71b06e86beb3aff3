import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import type { DatasetDetail, ImportSummary } from '../../main/contract/api/data.ts'
import type { RecommendedList } from '../../main/contract/api/recommend.ts'
import type { RunResults } from '../../main/contract/api/runs.ts'
import { finish, type Client } from '../../main/contract/client.ts'
import type { RunEvent } from '../../main/contract/events.ts'
import type { ExperimentInput } from '../../main/contract/experiment.ts'
import type { Job } from '../../main/contract/progress.ts'

/** The sample every shell opens first. */
export const sampleName = 'shop'

const experiment: ExperimentInput = {
  data: { name: sampleName },
  split: { kind: 'kfold', folds: 2 },
  models: [{ id: 'popularity' }, { id: 'item-knn' }],
  metrics: ['ndcg@10', 'coverage@10'],
  seed: 1,
}

/** The whole journey over one client, whatever wire is under it: sample, preview, profile, comparison, recommendation, report, run reopened. */
export async function goThroughJourney(client: Client): Promise<RunResults> {
  await openSample(client)
  await lookAtFile(client)
  await profile(client)
  const results = await compare(client)
  await recommend(client)
  await report(client, results.run)
  return results
}

async function openSample(client: Client): Promise<void> {
  const samples = await client.call('data/samples', {})
  expect(samples.map((sample) => sample.id)).toContain(sampleName)
  const summary = await finish<ImportSummary>(client, client.call('data/openSample', { id: sampleName }))
  expect(summary.interactions).toBeGreaterThan(1000)
  expect((await client.call('data/list', {})).map((set) => set.name)).toContain(summary.data)
}

async function lookAtFile(client: Client): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'recbench-journey-'))
  const file = path.join(folder, 'views.csv')
  await writeFile(file, 'user,item,time\nann,1,2026-01-01\nbob,2,2026-01-02\nann,2,2026-01-03\n')
  const preview = await client.call('data/preview', { file })
  expect(preview.columns.map((column) => column.role)).toEqual(['user', 'item', 'time'])
  expect(preview.rowsRead).toBe(3)
  await rm(folder, { recursive: true })
}

async function profile(client: Client): Promise<void> {
  const detail: DatasetDetail = await client.call('data/get', { name: sampleName })
  const found = await client.call('data/profile', { name: sampleName })
  expect(found.interactions).toBe(detail.interactions)
  expect(found.longTail.length).toBeGreaterThan(10)
  const window = await client.call('data/rows', { name: sampleName, offset: 0, limit: 5 })
  expect(window.rows).toHaveLength(5)
}

async function compare(client: Client): Promise<RunResults> {
  const events: RunEvent[] = []
  const jobs: Job[] = []
  const endEvents = client.subscribe('run', ({ event }) => events.push(event))
  const endJobs = client.subscribe('job', (job) => jobs.push(job))
  const { run, job } = await client.call('runs/start', { experiment })
  const results = (await client.call('jobs/result', { job })) as RunResults
  endEvents()
  endJobs()
  expect(results.models.map(({ id, state }) => [id, state])).toEqual([
    ['popularity', 'done'],
    ['item-knn', 'done'],
  ])
  for (const model of results.models) expect(model.metrics['ndcg@10']!.mean).toBeGreaterThan(0)
  expect(events.filter((event) => event.type === 'task' && event.state === 'done')).toHaveLength(4)
  expect(events.some((event) => event.type === 'result')).toBe(true)
  expect(jobs.findLast((seen) => seen.id === job)).toMatchObject({ state: 'done', fraction: 1, subject: run })
  const reopened = await client.call('runs/get', { run })
  expect(reopened.results).toEqual(results)
  expect(reopened.lanes.map((lane) => lane.state)).toEqual(['done', 'done'])
  expect((await client.call('runs/list', {}))[0]).toMatchObject({ id: run, state: 'done', damage: null })
  const pairs = await client.call('runs/pairs', { run, metric: 'ndcg@10' })
  expect(pairs.values.map((column) => column.length)).toEqual([pairs.users.length, pairs.users.length])
  return results
}

async function recommend(client: Client): Promise<void> {
  const [first] = await client.call('data/users', { name: sampleName })
  const models = [{ id: 'popularity' }, { id: 'item-knn' }]
  const query = { data: sampleName, models, user: first!.user, k: 5 }
  const lists = await finish<readonly RecommendedList[]>(client, client.call('recommend/lists', query))
  expect(lists.map((list) => list.items.length)).toEqual([5, 5])
  expect(lists[1]!.items.map((item) => item.rank)).toEqual([1, 2, 3, 4, 5])
  expect(lists[1]!.items[0]!.title).toBeTruthy()
}

async function report(client: Client, run: string): Promise<void> {
  const { text, rerun } = await client.call('reports/render', { run, format: 'html' })
  expect(text).toContain('item-knn')
  expect(text).toMatch(/<html/i)
  expect(rerun).toContain('item-knn')
}
