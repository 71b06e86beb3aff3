import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunResults } from '../../../main/contract/api/runs.ts'
import type { Client } from '../../../main/contract/client.ts'
import type { RunEvent } from '../../../main/contract/events.ts'
import type { ExperimentInput } from '../../../main/contract/experiment.ts'
import { openLocal, type LocalHost } from '../../../main/host/local.ts'
import { startEngine } from '../../helpers/engine.ts'
import { writeLogFile } from '../../helpers/log-file.ts'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recbench-crash-'))
  file = path.join(folder, 'log.csv')
  await writeLogFile(file)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const workspace = () => mkdtemp(path.join(folder, 'workspace-'))

/** Popularity answers at once, SVD takes as long as it is told to. */
const experiment = (epochs: number): ExperimentInput => ({
  data: { file },
  split: { kind: 'kfold', folds: 2 },
  models: [{ id: 'popularity' }, { id: 'svd', config: { epochs } }],
  metrics: ['ndcg@10'],
  seed: 7,
})

const forever = 2_000_000

/** Resolves when the event has come; events that came before the call are not seen. */
function event(client: Client, matches: (event: RunEvent) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = client.subscribe('run', ({ event }) => {
      if (!matches(event)) return
      end()
      resolve()
    })
  })
}

const svdTrains = (client: Client) =>
  event(client, (event) => event.type === 'task' && event.model === 1 && event.stage.startsWith('Epoch'))
const popularityDone = (client: Client) =>
  event(client, (event) => event.type === 'task' && event.model === 0 && event.state === 'done')

const pidOf = (local: LocalHost, name: string) => local.host.processes().find((process) => process.name === name)!.pid

const gone = (pid: number) => {
  try {
    process.kill(pid, 0)
  } catch {
    return true
  }
  return process.platform === 'linux' && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

async function until(condition: () => boolean, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  while (!condition() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(condition()).toBe(true)
}

const withoutTimes = ({ models, ...rest }: RunResults) => ({
  models: models.map((model) => ({ ...model, seconds: null, testReadAt: null })),
  tests: rest.tests,
  data: rest.data,
})

describe('a run', () => {
  it('is cancelled in less than a second and keeps the folds that were done', async () => {
    const { client, close } = await openLocal({ workspace: await workspace(), shell: 'test' })
    const begun = Promise.all([svdTrains(client), popularityDone(client)])
    const { run, job } = await client.call('runs/start', { experiment: experiment(forever) })
    await begun
    const began = performance.now()
    await client.call('runs/cancel', { run })
    await expect(client.call('jobs/result', { job })).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - began).toBeLessThan(1000)
    const { summary, lanes, results } = await client.call('runs/get', { run })
    expect(summary.state).toBe('cancelled')
    expect(lanes[0]!.folds[0]!.state).toBe('done')
    expect(results!.models[0]!.metrics['ndcg@10']!.folds).not.toEqual([])
    expect(results!.models.map((model) => model.state)).not.toContain('running')
    await close()
  })

  it('goes on without a model that was cancelled alone', async () => {
    const { client, close } = await openLocal({ workspace: await workspace(), shell: 'test' })
    const begun = svdTrains(client)
    const { run, job } = await client.call('runs/start', { experiment: experiment(forever) })
    await begun
    await client.call('runs/cancel', { run, model: 1 })
    const results = (await client.call('jobs/result', { job })) as RunResults
    expect(results.models.map((model) => model.state)).toEqual(['done', 'cancelled'])
    await close()
  })

  it('reads as interrupted after kill -9 of its job process, says so, and resumes to the same results', async () => {
    const local = await openLocal({ workspace: await workspace(), shell: 'test' })
    const { client } = local
    const whole = await client.call('runs/start', { experiment: experiment(3000) })
    const expected = (await client.call('jobs/result', { job: whole.job })) as RunResults
    const notices: string[] = []
    client.subscribe('notice', ({ text }) => notices.push(text))
    const begun = Promise.all([popularityDone(client), svdTrains(client)])
    const { run, job } = await client.call('runs/start', { experiment: experiment(3000) })
    await begun
    process.kill(pidOf(local, 'job process'), 'SIGKILL')
    await expect(client.call('jobs/result', { job })).rejects.toMatchObject({ code: 'crashed' })
    const { summary, lanes, results } = await client.call('runs/get', { run })
    expect(summary.state).toBe('interrupted')
    expect(lanes[0]!.folds[0]!.state).toBe('done')
    expect(results!.models[0]!.metrics['ndcg@10']!.folds.length).toBeGreaterThan(0)
    expect(notices.join()).toContain('was interrupted')
    expect((await client.call('data/list', {})).length).toBeGreaterThan(0)
    const resumed = await client.call('runs/resume', { run })
    const again = (await client.call('jobs/result', { job: resumed.job })) as RunResults
    expect(withoutTimes(again)).toEqual(withoutTimes(expected))
    expect((await client.call('runs/get', { run })).summary.state).toBe('done')
    await local.close()
  })

  it('fails only in the lane of a model that cannot train, with the reason', async () => {
    const { client, close } = await openLocal({ workspace: await workspace(), shell: 'test' })
    const diverging = { id: 'svd', config: { learningRate: 1e6 } }
    const { run, job } = await client.call('runs/start', {
      experiment: { ...experiment(3), models: [{ id: 'popularity' }, diverging] },
    })
    const results = (await client.call('jobs/result', { job })) as RunResults
    expect(results.models.map((model) => model.state)).toEqual(['done', 'failed'])
    expect(results.models[1]!.error).toMatch(/\w+\./)
    expect((await client.call('runs/get', { run })).lanes[1]).toMatchObject({ state: 'failed' })
    await close()
  })
})

describe('the data process', () => {
  it('is started again after kill -9, says so, and has lost nothing', async () => {
    const local = await openLocal({ workspace: await workspace(), shell: 'test' })
    const { client } = local
    const job = await client.call('data/import', { file, name: 'kept' })
    await client.call('jobs/result', { job })
    const notice = new Promise<string>((resolve) => client.subscribe('notice', ({ text }) => resolve(text)))
    process.kill(pidOf(local, 'data process'), 'SIGKILL')
    expect(await notice).toMatch(/data process was ended by SIGKILL/)
    expect((await client.call('data/list', {})).map((set) => set.name)).toEqual(['kept'])
    expect((await client.call('workspace/info', {})).notices.join()).toMatch(/data process/)
    await local.close()
  })
})

describe('the engine process', () => {
  it('serves several connections, each with its own answers', async () => {
    const engine = await startEngine(await workspace())
    const [first, second] = [engine.connect(1), engine.connect(2)]
    await first.call('workspace/remember', { key: 'theme', value: 'dark' })
    expect(await second.call('workspace/recall', { key: 'theme' })).toBe('dark')
    first.close()
    expect(await second.call('jobs/list', {})).toEqual([])
    await engine.stop()
  })

  it('refuses a workspace that another engine uses, in a sentence', async () => {
    const shared = await workspace()
    const engine = await startEngine(shared)
    await expect(startEngine(shared)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(shared),
    })
    await engine.stop()
  })

  it('leaves no process behind after kill -9, and the next one finds the run interrupted with its points', async () => {
    const shared = await workspace()
    const engine = await startEngine(shared)
    const client = engine.connect(1)
    const begun = Promise.all([svdTrains(client), popularityDone(client)])
    const { run } = await client.call('runs/start', { experiment: experiment(forever) })
    await begun
    const children = childrenOf(engine.process.pid!)
    expect(children.length).toBeGreaterThanOrEqual(process.platform === 'linux' ? 2 : 0)
    engine.process.kill('SIGKILL')
    await until(() => children.every(gone), 5000)
    const next = await startEngine(shared)
    const detail = await next.connect(1).call('runs/get', { run })
    expect(detail.summary.state).toBe('interrupted')
    expect(detail.lanes[0]!.folds[0]!.state).toBe('done')
    expect(detail.results!.models[1]).toMatchObject({ id: 'svd', state: 'interrupted' })
    expect(detail.results!.models[0]!.metrics['ndcg@10']!.folds.length).toBeGreaterThan(0)
    const events = await next.connect(2).call('runs/events', { run })
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1))
    expect((await next.connect(3).call('data/list', {})).length).toBeGreaterThan(0)
    await next.stop()
  })
})

function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return []
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return text === '' ? [] : text.split(' ').map(Number)
}
