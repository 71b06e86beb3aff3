import type { ModelResult, PolicyResult, RunResults } from '../../contract/api/runs.ts'
import { RecbenchError, toErrorReport } from '../../contract/errors.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { readPrepared, readVocabulary } from '../../data/prepared.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import { makeFolds } from '../../evaluation/splits/all.ts'
import { auditLeaks, compareModels, summarizeModel } from '../../evaluation/summarize.ts'
import type { Fold, Task, TaskOutcome } from '../../evaluation/task.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { RunEventWithoutPlace } from '../../runs/journal.ts'
import { backendFor } from './backend.ts'
import { keepOutcome, readOutcomes } from './outcomes.ts'
import { valuePolicies } from './policies.ts'
import { Pool } from './pool.ts'
import type { RunNews, RunPlan, TaskNews, UserColumns } from './protocol.ts'
import { assembleResults } from './results.ts'
import { runOneTask } from './run-one-task.ts'
import { orderTasks, Permits } from './scheduler.ts'
import { createFlag, raise } from './shared-signal.ts'
import { toUserColumns } from './user-columns.ts'

/** Carries out one run in the job process: folds, tasks on threads, results as they come, tests and policies at the end. */
export class RunSession {
  readonly #plan: RunPlan
  readonly #task: RemoteTask
  readonly #outcomes = new Map<string, TaskOutcome>()
  readonly #errors = new Map<number, string>()
  readonly #cancelled = new Set<number>()
  /** Tasks that run in this thread, by their cancellation flag. */
  readonly #here = new Map<Task, Int32Array>()
  readonly #models: ModelResult[]
  #policies: { results: PolicyResult[]; log: RunResults['policyLog'] } = { results: [], log: null }
  #folds: readonly Fold[] = []
  #log: InteractionColumns | undefined
  #leaks: RunResults['leaks'] | undefined
  #pool: Pool | undefined

  constructor(plan: RunPlan, task: RemoteTask) {
    this.#plan = plan
    this.#task = task
    this.#models = plan.experiment.models.map((_, model) => this.#describe(model, []))
    task.signal.addEventListener('abort', () => this.#cancelTasks(() => true), { once: true })
  }

  async run(): Promise<{ results: RunResults; userColumns: UserColumns | null }> {
    const { experiment, log, folder } = this.#plan
    this.#log = readPrepared(log)
    this.#folds = (this.#plan.folds ?? makeFolds(this.#log, experiment.split, experiment.seed)).map(share)
    this.#leaks = auditLeaks(this.#log, this.#folds)
    await this.#takeUp(folder)
    await this.#runTasks()
    this.#task.signal.throwIfAborted()
    if (!this.#outcomes.size && this.#errors.size === experiment.models.length)
      throw new RecbenchError('bad-input', `No model could be evaluated. ${[...this.#errors.values()][0]}`)
    await this.#valuePolicies()
    const results = this.#results(true)
    return { results, userColumns: toUserColumns(this.#plan.labels, this.#all(), readVocabulary(log).users) }
  }

  cancelModel(model: number): void {
    this.#cancelled.add(model)
    this.#cancelTasks((task) => task.model === model)
  }

  /** Takes what an earlier sitting of the run has finished. */
  async #takeUp(folder: string): Promise<void> {
    const { outcomes, unreadable } = await readOutcomes(folder)
    for (const name of unreadable)
      this.#tell({
        type: 'log',
        level: 'warning',
        model: null,
        text: `The kept outcome ${name} cannot be read; its task is done again.`,
      })
    for (const outcome of outcomes) this.#outcomes.set(key(outcome), outcome)
    for (const outcome of outcomes) this.#tellTask(outcome, 'done', 1, 'Kept from before')
    for (const model of new Set(outcomes.map((outcome) => outcome.model))) this.#summarize(model)
  }

  async #runTasks(): Promise<void> {
    const { experiment, threads } = this.#plan
    const tasks = orderTasks(experiment.models.length, this.#folds.length, (task) => this.#outcomes.has(key(task)))
    if (!tasks.length) return
    const backends = await Promise.all(
      experiment.models.map((model) => backendFor(experiment, findRecommender(model.id))),
    )
    for (const { note } of backends) if (note) this.#tell({ type: 'log', level: 'info', model: null, text: note })
    const workers = Math.min(threads, tasks.length)
    const workerPlan = {
      experiment,
      log: this.#log!,
      folds: this.#folds,
      threads: Math.max(1, Math.floor(threads / workers)),
    }
    const pool = new Pool(workerPlan)
    this.#pool = pool
    const permits = new Permits(threads)
    const onThread = tasks.filter((task) => backends[task.model]!.inThreads)
    const here = tasks.filter((task) => !backends[task.model]!.inThreads)
    const drain = async (queue: Task[], work: (task: Task, backend: string) => Promise<TaskOutcome>) => {
      for (let task = queue.shift(); task && !this.#task.signal.aborted; task = queue.shift()) {
        const next = task
        await permits.use(() => this.#attempt(next, () => work(next, backends[next.model]!.id)))
      }
    }
    try {
      await Promise.all([
        ...Array.from({ length: Math.min(workers, onThread.length) }, () =>
          drain(onThread, (task, backend) => pool.run(task, backend, (news) => this.#onNews(task, news))),
        ),
        drain(here, (task, backend) => this.#runHere(workerPlan, task, backend)),
      ])
    } finally {
      await pool.close()
    }
  }

  async #runHere(plan: ConstructorParameters<typeof Pool>[0], task: Task, backend: string): Promise<TaskOutcome> {
    const flag = createFlag()
    this.#here.set(task, flag)
    try {
      const { signal } = this.#task
      const notify = (news: unknown) => this.#onNews(task, news as TaskNews)
      return await runOneTask(plan, { task, backend, flag }, { signal, notify })
    } finally {
      this.#here.delete(task)
    }
  }

  async #attempt(task: Task, work: () => Promise<TaskOutcome>): Promise<void> {
    if (this.#cancelled.has(task.model)) return this.#tellTask(task, 'cancelled', 0, '')
    if (this.#errors.has(task.model)) return this.#tellTask(task, 'cancelled', 0, 'An earlier fold failed')
    if (this.#task.signal.aborted) return
    this.#tellTask(task, 'running', 0, 'Starting')
    try {
      const outcome = await work()
      await keepOutcome(this.#plan.folder, outcome)
      this.#outcomes.set(key(task), outcome)
      this.#tellTask(task, 'done', 1, '')
    } catch (error) {
      const report = toErrorReport(error)
      const stopped = this.#task.signal.aborted || this.#cancelled.has(task.model)
      if (stopped) return this.#tellTask(task, 'cancelled', 0, '')
      const text = [report.message, report.why, report.remedy].filter(Boolean).join(' ')
      this.#errors.set(task.model, text)
      this.#tellTask(task, 'failed', 0, '', text)
      this.#tell({ type: 'log', level: 'error', model: task.model, text: `Fold ${task.fold + 1}: ${text}` })
    }
    this.#summarize(task.model)
    this.#task.notify({ kind: 'results', results: this.#results(false) } satisfies RunNews)
  }

  #cancelTasks(matches: (task: Task) => boolean): void {
    this.#pool?.cancel(matches)
    for (const [task, flag] of this.#here) if (matches(task)) raise(flag)
  }

  #summarize(model: number): void {
    const mine = this.#all().filter((outcome) => outcome.model === model)
    const result = this.#describe(model, mine)
    this.#models[model] = result
    if (mine.length) this.#tell({ type: 'result', model, result })
  }

  #describe(model: number, outcomes: readonly TaskOutcome[]): ModelResult {
    const { experiment, labels, threads } = this.#plan
    const error = this.#errors.get(model) ?? null
    const open = this.#cancelled.has(model) ? 'cancelled' : outcomes.length ? 'running' : 'queued'
    const state = error ? 'failed' : outcomes.length && outcomes.length === this.#folds.length ? 'done' : open
    return { ...summarizeModel(experiment, model, outcomes), label: labels[model]!, threads, state, error }
  }

  async #valuePolicies(): Promise<void> {
    if (!this.#plan.experiment.policies) return
    this.#policies = await valuePolicies(this.#plan, this.#log!, this.#task.signal, (event) => this.#tell(event))
  }

  #results(final: boolean): RunResults {
    const models = final ? this.#models.map((_, model) => this.#close(model)) : [...this.#models]
    const outcomes = this.#all()
    return assembleResults(this.#plan, {
      models,
      outcomes,
      tests: final ? compareModels(this.#plan.experiment, models, outcomes) : [],
      policies: this.#policies.results,
      policyLog: this.#policies.log,
      leaks: this.#leaks!,
      folds: this.#folds.length,
      testReadAt: outcomes.length ? new Date().toISOString() : null,
    })
  }

  /** A model's result at the end of the run: nothing is under way any more. */
  #close(model: number): ModelResult {
    const result = this.#models[model]!
    return result.state === 'running' || result.state === 'queued' ? { ...result, state: 'cancelled' } : result
  }

  #all(): TaskOutcome[] {
    return [...this.#outcomes.values()].sort((a, b) => a.model - b.model || a.fold - b.fold)
  }

  #onNews({ model, fold }: Task, news: TaskNews): void {
    if (news.kind === 'progress') return this.#tellTask({ model, fold }, 'running', news.fraction, news.stage)
    if (news.kind === 'log') return this.#tell({ type: 'log', model, level: news.level, text: news.text })
    const { epoch, training, validation, score } = news
    this.#tell({ type: 'loss', model, fold, epoch, training, validation, score })
  }

  #tellTask(
    { model, fold }: Task,
    state: (RunEventWithoutPlace & { type: 'task' })['state'],
    fraction: number,
    stage: string,
    error?: string,
  ): void {
    this.#tell({ type: 'task', model, fold, state, stage, fraction, secondsLeft: null, ...(error ? { error } : {}) })
  }

  #tell(event: RunEventWithoutPlace): void {
    this.#task.notify({ kind: 'event', event } satisfies RunNews)
  }
}

const key = ({ model, fold }: Task) => `${model}-${fold}`

const share = ({ train, test }: Fold): Fold => ({ train: toShared(train), test: toShared(test) })

function toShared(rows: Int32Array): Int32Array {
  if (rows.buffer instanceof SharedArrayBuffer) return rows
  const shared = new Int32Array(new SharedArrayBuffer(rows.byteLength))
  shared.set(rows)
  return shared
}
