import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { RunDetail, RunResults } from '../contract/api/runs.ts'
import { RecbenchError, toErrorReport, type ErrorReport } from '../contract/errors.ts'
import type { RunEvent } from '../contract/events.ts'
import type { Experiment } from '../contract/experiment.ts'
import type { JobId, RunId } from '../contract/ids.ts'
import { hasLens } from '../contract/policy-plan.ts'
import type { JobState } from '../contract/progress.ts'
import { labelModels } from '../evaluation/labels.ts'
import { findRecommender } from '../recommenders/all.ts'
import { JournalWriter, type RunEventWithoutPlace } from '../runs/journal.ts'
import { LaneTracker } from '../runs/lanes.ts'
import { describeOwner } from '../runs/owner.ts'
import { summarizeRecord, type RunRecord } from '../runs/record.ts'
import type { RunStore } from '../runs/store.ts'
import { bestOf } from './best-model.ts'
import { checkExperiment } from './check-experiment.ts'
import { Child } from './children.ts'
import type { Estimates } from './estimates.ts'
import { folderBytes } from './folder-bytes.ts'
import type { Hub } from './hub.ts'
import type { RunNews, RunPlan, RunService, UserColumns } from './jobs/protocol.ts'
import { closing, type JobQueue, type JobTask } from './jobs/queue.ts'
import { closeResults, ResultsKeeper } from './results-keeper.ts'
import type { DataChild, Sources } from './source.ts'
import { describeMachine, readVersions } from './versions.ts'

interface ActiveRun {
  readonly job: JobId
  readonly tracker: LaneTracker
  readonly results: ResultsKeeper
  child: Child<RunService> | undefined
  /** How many models have been valued as policies. */
  policies: number
}

export interface RunParts {
  readonly hub: Hub
  readonly queue: JobQueue
  readonly store: RunStore
  readonly data: DataChild
  readonly sources: Sources
  readonly estimates: Estimates
  readonly threads: number
  /** Takes the workspace for writing. */
  readonly claim: () => void
}

const graceAfterCancel = 500
const heartbeat = 5000

/** Starts, follows, cancels and resumes runs, each in a job process of its own. */
export class Runs {
  readonly #parts: RunParts
  readonly #active = new Map<string, ActiveRun>()

  constructor(parts: RunParts) {
    this.#parts = parts
  }

  async start(experiment: Experiment, title: string | undefined): Promise<{ run: RunId; job: JobId }> {
    checkExperiment(experiment)
    this.#parts.claim()
    const labels = labelModels(experiment)
    const record = await this.#parts.store.create({
      version: 1,
      title: title ?? titleOf(experiment, labels),
      experiment,
      labels,
      families: experiment.models.map(({ id }) => findRecommender(id).family),
      state: 'queued',
      error: null,
      owner: describeOwner(),
      startedAt: new Date().toISOString(),
      finishedAt: null,
      seconds: null,
      data: null,
      log: null,
      versions: readVersions(),
      machine: describeMachine(),
      best: null,
      bytes: 0,
      tags: [],
    })
    return this.#launch(record)
  }

  /** Continues a run that did not finish, or in which a model failed or was cancelled: folds that are done are kept, the others are computed as they would have been. */
  async resume(id: string): Promise<{ run: RunId; job: JobId }> {
    const { store } = this.#parts
    this.#parts.claim()
    const record = store.read(id)
    const state = store.stateOf(record)
    if (this.#active.has(id) || state === 'running' || state === 'queued')
      throw new RecbenchError('conflict', `The run ${id} is still ${state}.`)
    if (state === 'done' && this.detail(id).lanes.every((lane) => lane.state === 'done'))
      throw new RecbenchError('conflict', `The run ${id} is complete; there is nothing to resume.`)
    checkExperiment(record.experiment)
    return this.#launch(
      await store.write({ ...record, state: 'queued', error: null, owner: describeOwner(), finishedAt: null }),
    )
  }

  #launch(record: RunRecord): { run: RunId; job: JobId } {
    const { hub, queue, store } = this.#parts
    const tracker = new LaneTracker(record)
    for (const event of store.events(record.id).events) tracker.add(event)
    const plan = { kind: 'run', title: record.title, subject: record.id, line: 'compute' } as const
    const results = new ResultsKeeper(store, record.id)
    const { id: job } = queue.start(plan, (task) => this.#carryOut(record, task))
    this.#active.set(record.id, { job, tracker, results, child: undefined, policies: 0 })
    hub.emit('changed', { what: 'runs' })
    void queue
      .result(job)
      .catch(() => undefined)
      .then(() => this.#settle(record.id))
    return { run: record.id, job }
  }

  /** A job cancelled while it waited never ran its body; its run must not stay queued. */
  async #settle(id: string): Promise<void> {
    const { store, hub } = this.#parts
    if (existsSync(store.folderOf(id)) && store.read(id).state === 'queued')
      await store.update(id, { state: 'cancelled', owner: null, finishedAt: new Date().toISOString() })
    this.#active.delete(id)
    hub.emit('changed', { what: 'runs' })
  }

  async #carryOut(record: RunRecord, task: JobTask): Promise<RunResults> {
    const { store } = this.#parts
    const folder = store.folderOf(record.id)
    const active = this.#active.get(record.id)!
    const journal = new JournalWriter(path.join(folder, 'events.jsonl'))
    const began = Date.now()
    const tell = (body: RunEventWithoutPlace) =>
      this.#tell(record, active, task, body.type === 'simulation' ? journal.pass(body) : journal.append(body))
    const pulse = setInterval(() => store.beat(record.id), heartbeat)
    const end = async (state: JobState, error: ErrorReport | null) => {
      const results = await active.results.finish(state)
      const seconds = (record.seconds ?? 0) + (Date.now() - began) / 1000
      const bytes = await folderBytes(folder)
      const best = bestOf(record.experiment, results)
      await store.update(record.id, {
        state,
        error,
        owner: null,
        finishedAt: new Date().toISOString(),
        seconds,
        bytes,
        best,
      })
      tell({ type: 'state', state, error })
    }
    try {
      await store.update(record.id, { state: 'running' })
      tell({ type: 'state', state: 'running', error: null })
      const { results, userColumns } = await this.#compute(record, active, task, tell)
      active.results.keep(results)
      await this.#writeUserColumns(folder, userColumns, tell)
      await this.#parts.estimates.learn(results.estimate?.checks ?? [])
      await end('done', null)
      return results
    } catch (error) {
      const report = toErrorReport(error)
      const state = endOf(task.signal, report)
      if (report.code === 'crashed' && !task.signal.aborted)
        this.#parts.hub.notice(
          'error',
          `The run "${record.title}" was interrupted: ${report.message}`,
          'Resume it: finished folds are kept.',
        )
      await end(state, task.signal.aborted ? null : report)
      throw error
    } finally {
      clearInterval(pulse)
      journal.close()
    }
  }

  async #compute(
    record: RunRecord,
    active: ActiveRun,
    task: JobTask,
    tell: (body: RunEventWithoutPlace) => void,
  ): Promise<{ results: RunResults; userColumns: UserColumns | null }> {
    const { sources, store, threads } = this.#parts
    const { experiment } = record
    const following = { signal: task.signal, progress: (_: number, stage: string) => task.progress(0, stage, null) }
    const { log, folds, name } = await sources.prepare(experiment.data, experiment.prepare, following)
    if (record.log && record.log.hash !== log.hash)
      throw new RecbenchError('conflict', `The data of this run have changed since it began.`, {
        why: `Their hash was ${record.log.hash.slice(0, 12)} and is ${log.hash.slice(0, 12)}.`,
        remedy: 'Start a new run on the present data.',
      })
    const policyLog = experiment.policies ? await sources.findPolicyLog(experiment.policies, name, following) : null
    const data = { name: log.name, hash: log.hash, users: log.users, items: log.items, interactions: log.rows }
    await store.update(record.id, { log, data })
    const plan: RunPlan = {
      run: record.id,
      folder: store.folderOf(record.id),
      experiment,
      labels: record.labels,
      log,
      folds,
      policyLog,
      threads: Math.min(experiment.threads ?? threads, os.availableParallelism()),
      versions: record.versions,
      estimating: await this.#parts.estimates.basis(),
    }
    task.signal.throwIfAborted()
    const child = new Child<RunService>({
      name: 'job process',
      entry: new URL('./jobs/job-process.ts', import.meta.url),
    })
    active.child = child
    const kill = () => setTimeout(() => child.kill(), graceAfterCancel)
    task.signal.addEventListener('abort', kill, { once: true })
    try {
      return await child.call('run', plan, {
        signal: task.signal,
        onNews: (news) => {
          const content = news as RunNews
          if (content.kind === 'event') tell(content.event)
          else active.results.keep(content.results)
        },
      })
    } finally {
      task.signal.removeEventListener('abort', kill)
      await child.stop(graceAfterCancel)
    }
  }

  #tell(record: RunRecord, active: ActiveRun, task: JobTask, event: RunEvent): void {
    active.tracker.add(event)
    if (event.type === 'policy') active.policies++
    this.#parts.hub.emit('run', { run: record.id, event })
    if (event.type !== 'task') return
    const { experiment, labels } = record
    const where = labels.length > 1 && event.stage ? `${labels[event.model]}: ` : ''
    const stage = `${where}${event.stage}`
    if (experiment.policies) return task.progress(fractionOf(record, active), stage)
    const threads = experiment.threads ?? this.#parts.threads
    task.progress(fractionOf(record, active), stage, active.tracker.secondsLeft(threads))
  }

  /** The table is an export beside the results: when it cannot be written, the run says so and stays done. */
  async #writeUserColumns(
    folder: string,
    columns: UserColumns | null,
    tell: (body: RunEventWithoutPlace) => void,
  ): Promise<void> {
    if (!columns) return
    try {
      await this.#parts.data.call('writeParquet', { file: path.join(folder, 'per-user.parquet'), columns })
    } catch (error) {
      const text = `The per-user metrics could not be written as Parquet: ${toErrorReport(error).message}`
      tell({ type: 'log', level: 'warning', model: null, text })
    }
  }

  detail(id: string): RunDetail {
    const { store, queue } = this.#parts
    const record = store.read(id)
    const active = this.#active.get(id)
    const state = store.stateOf(record)
    const tracker = active?.tracker ?? this.#replay(record)
    const job = active ? queue.get(active.job) : undefined
    return {
      summary: summarizeRecord(record, state),
      experiment: record.experiment,
      job: active?.job ?? null,
      fraction: state === 'done' ? 1 : active ? fractionOf(record, active) : tracker.fraction(),
      secondsLeft: job?.secondsLeft ?? null,
      lanes: tracker.lanes(state),
      results: active?.results.latest ?? this.#readResults(id, state),
      folder: store.folderOf(id),
      machine: record.machine,
    }
  }

  /** A run whose engine was killed left its results as they were while it went on. */
  #readResults(id: string, state: JobState): RunResults | null {
    const results = this.#parts.store.readResults(id)
    return results && closeResults(results, state)
  }

  #replay(record: RunRecord): LaneTracker {
    const tracker = new LaneTracker(record)
    for (const event of this.#parts.store.events(record.id).events) tracker.add(event)
    return tracker
  }

  async cancel(id: string, model: number | undefined): Promise<void> {
    const active = this.#active.get(id)
    if (!active) {
      const state = this.#parts.store.stateOf(this.#parts.store.read(id))
      throw new RecbenchError('conflict', `The run ${id} is not under way: it is ${state}.`)
    }
    if (model === undefined) return this.#parts.queue.cancel(active.job)
    if (!active.child) throw new RecbenchError('conflict', `The run ${id} has not begun to train yet.`)
    await active.child.call('cancelModel', { model })
  }

  /** The job processes that run now. */
  children(): Child<RunService>[] {
    return [...this.#active.values()].flatMap(({ child }) => child ?? [])
  }

  isActive(id: string): boolean {
    return this.#active.has(id)
  }
}

/** Share of the run done; valuing a policy counts as one more fold. */
function fractionOf({ experiment, labels }: RunRecord, { tracker, policies }: ActiveRun): number {
  if (!experiment.policies || !hasLens(experiment.policies, 'ranking')) return tracker.fraction()
  const folds = tracker.foldCount
  return (tracker.fraction() * folds + policies / labels.length) / (folds + 1)
}

/** A run that ends because the engine closes can be resumed like one that was killed. */
function endOf(signal: AbortSignal, { code }: ErrorReport): JobState {
  if (signal.aborted) return signal.reason === closing ? 'interrupted' : 'cancelled'
  return code === 'crashed' ? 'interrupted' : 'failed'
}

const titleOf = (experiment: Experiment, labels: readonly string[]) => {
  const { name, file } = experiment.data
  const data = name ?? (file === undefined ? 'given folds' : path.basename(file))
  return labels.length > 3 ? `${labels.length} models on ${data}` : `${labels.join(', ')} on ${data}`
}
