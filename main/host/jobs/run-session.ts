import type { ModelResult, PolicyResult, RunEstimate, RunResults, SequenceResult } from '../../contract/api/runs.ts'
import { describeError, RecbenchError, toErrorReport } from '../../contract/errors.ts'
import { hasLens } from '../../contract/policy-plan.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { readPrepared, readVocabulary } from '../../data/prepared.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import type { Candidates } from '../../evaluation/candidates.ts'
import { refuseMisfit } from '../../evaluation/estimate/refuse.ts'
import { checkEstimate } from '../../evaluation/estimate/check.ts'
import { estimateRun } from '../../evaluation/estimate/estimate.ts'
import { shapeOf } from '../../evaluation/estimate/shape.ts'
import { withoutArm, type TestedPolicy } from '../../evaluation/policies/ab-result.ts'
import type { Feedback } from '../../evaluation/policies/describe-log.ts'
import type { World } from '../../evaluation/policies/world.ts'
import { makeFolds } from '../../evaluation/splits/all.ts'
import { auditLeaks, compareModels, summarizeModel } from '../../evaluation/summarize.ts'
import type { Fold, Task, TaskOutcome } from '../../evaluation/task.ts'
import { tune } from '../../evaluation/tuning/tune.ts'
import { segmentUsers } from '../../evaluation/segments/all.ts'
import { evaluateSegments, trainingEvents } from '../../evaluation/segments/by-segment.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { findRecommender } from '../../recommenders/all.ts'
import type { RunEventWithoutPlace } from '../../runs/journal.ts'
import { backendFor, type AssignedBackend } from './backend.ts'
import { prepareCandidates } from './candidates.ts'
import { LaneRunner } from './lane-runner.ts'
import { keepOutcome, keepPolicy, readOutcomes, readPolicy } from './outcomes.ts'
import {
  buildWorld,
  needsWorld,
  PolicySession,
  worldModel,
  worldModelOf,
  type PolicyListener,
} from './policy-session.ts'
import { readFeedback, summariseLog, valueLearners } from './policy-log.ts'
import type { RunNews, RunPlan, TaskNews, UserColumns, WorkerPlan } from './protocol.ts'
import { assembleResults, describeUnranked, refuseWithoutPolicies } from './results.ts'
import { orderTasks } from './scheduler.ts'
import { shareFold } from './shared-folds.ts'
import { toUserColumns } from './user-columns.ts'

/** Carries out one run in the job process: folds, tasks on threads, results as they come, tests and policies at the end. */
export class RunSession {
  readonly #plan: RunPlan
  readonly #task: RemoteTask
  readonly #outcomes = new Map<string, TaskOutcome>()
  readonly #errors = new Map<number, string>()
  readonly #cancelled = new Set<number>()
  readonly #models: ModelResult[]
  readonly #policies: TestedPolicy[] = []
  #policyLog: RunResults['policyLog'] = null
  #policyParts: WorkerPlan['policies']
  #feedback: Feedback | null = null
  #world: World | null = null
  #sequences: readonly SequenceResult[] = []
  #backends: AssignedBackend[] = []
  #worldBackend: AssignedBackend | undefined
  #folds: readonly Fold[] = []
  #log: InteractionColumns | undefined
  #leak: RunResults['leak'] | undefined
  #candidates: readonly Candidates[] | null = null
  #estimate: RunEstimate | undefined
  #runner: LaneRunner | undefined

  constructor(plan: RunPlan, task: RemoteTask) {
    this.#plan = plan
    this.#task = task
    this.#models = plan.experiment.models.map((_, model) => this.#describe(model, []))
    task.signal.addEventListener('abort', () => this.#cancelTasks(() => true), { once: true })
  }

  async run(): Promise<{ results: RunResults; userColumns: UserColumns | null }> {
    const { experiment, log } = this.#plan
    this.#log = readPrepared(log)
    const folds = (this.#plan.folds ?? makeFolds(this.#log, experiment.split, experiment.seed)).map(shareFold)
    this.#folds = this.#ranks ? folds : folds.slice(0, 1)
    this.#leak = auditLeaks(this.#log, this.#folds)
    this.#estimate = this.#estimateRun()
    await this.#assignBackends()
    this.#feedback = await readFeedback(this.#plan.policyLog, experiment, this.#task.signal)
    await this.#buildWorld()
    if (this.#ranks) await this.#rank()
    await this.#valuePolicies()
    if (!this.#ranks) return { results: this.#results(true), userColumns: null }
    const results = { ...this.#results(true), segments: await this.#evaluateSegments() }
    return { results, userColumns: toUserColumns(this.#plan.labels, this.#all(), readVocabulary(log).users) }
  }

  /** Whether models rank the held-out items; otherwise they are valued as policies alone. */
  get #ranks(): boolean {
    return hasLens(this.#plan.experiment.policies, 'ranking')
  }

  async #rank(): Promise<void> {
    const { experiment, log, folder } = this.#plan
    this.#candidates = await prepareCandidates(experiment, this.#log!, this.#folds, readVocabulary(log), folder)
    await this.#takeUp(folder)
    this.#tell({ type: 'estimate', estimate: this.#estimate! })
    await this.#runTasks()
    this.#task.signal.throwIfAborted()
    if (!this.#outcomes.size && this.#errors.size === experiment.models.length)
      throw new RecbenchError(
        'bad-input',
        `No model could be evaluated. ${[...this.#errors.values()][0]!.replaceAll('\n', ' ')}`,
      )
  }

  async #evaluateSegments() {
    const { experiment, labels } = this.#plan
    const { signal } = this.#task
    const events = trainingEvents(this.#log!, this.#folds)
    const segmentations = await segmentUsers(events, experiment.seed, () => breathe(signal))
    return evaluateSegments(experiment, labels, this.#all(), segmentations)
  }

  cancelModel(model: number): void {
    this.#cancelled.add(model)
    this.#cancelTasks((other) => other === model)
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

  #estimateRun(): RunEstimate {
    const { experiment, estimating, threads } = this.#plan
    const availableBytes = process.availableMemory()
    return estimateRun(experiment, shapeOf(this.#log!, this.#folds), { ...estimating, threads, availableBytes })
  }

  async #runTasks(): Promise<void> {
    const { experiment, threads } = this.#plan
    const tasks = orderTasks(experiment.models.length, this.#folds.length, (task) => this.#outcomes.has(key(task)))
    if (!tasks.length) return
    const perTask = experiment.tuning ? 1 : Math.max(1, Math.floor(threads / Math.min(threads, tasks.length)))
    await this.#withRunner({ ...this.#shared(), threads: perTask }, (runner) =>
      runner.drain(tasks, (task) => this.#attempt(task, () => this.#runTask(runner, task))),
    )
  }

  /** With tuning, the trials of a task are spread over the threads; then the chosen configuration is trained on all of the training part. */
  async #runTask(runner: LaneRunner, task: Task): Promise<TaskOutcome> {
    const { experiment } = this.#plan
    refuseMisfit(this.#estimate!.models[task.model]!)
    const follow = (from: number) => (news: TaskNews) => this.#onNews(task, news, from)
    if (!experiment.tuning) return runner.work('run', task, follow(0))
    const inner = experiment.tuning.folds ?? 1
    let from = 0
    const tuned = await tune(
      experiment,
      task,
      (trial) => runner.work('trial', trial, () => undefined),
      (spent, budget) => {
        from = (spent * inner) / (budget * inner + 1)
        this.#tellTask(task, 'running', from, `Tuning: ${Math.round(spent)} of ${budget} trainings`)
      },
    )
    return runner.work('run', { ...task, tuned }, follow(from))
  }

  /** Builds the simulated world before anything else, so that a plan that the data cannot carry is refused at once. */
  async #buildWorld(): Promise<void> {
    const { experiment } = this.#plan
    if (!needsWorld(experiment)) return
    const plan = { ...this.#shared(), threads: this.#plan.threads, policies: this.#policyData() }
    await this.#withRunner(plan, async (runner) => {
      const tell = (stage: string) => this.#tellTask({ model: 0, fold: 0 }, 'running', 0, stage)
      this.#world = await buildWorld(experiment, runner, tell)
    })
  }

  async #valuePolicies(): Promise<void> {
    const { experiment, threads } = this.#plan
    if (!experiment.policies) return
    const policies = this.#policyData()
    this.#policyLog = summariseLog(policies.feedback, experiment)
    const models = experiment.models.flatMap((_, model) =>
      this.#errors.has(model) || this.#cancelled.has(model) ? [] : [model],
    )
    const subjects = models.map((model) => {
      const config = experiment.tuning && this.#outcomes.get(key({ model, fold: 0 }))?.config
      return config ? { model, config } : { model }
    })
    const plan = { ...this.#shared(), threads: Math.max(1, Math.floor(threads / Math.max(1, models.length))), policies }
    await this.#withRunner(plan, async (runner) => {
      const session = new PolicySession(experiment, runner, this.#world, this.#listenToPolicies())
      await runner.drain(subjects, (subject) => this.#valuePolicy(subject.model, () => session.value(subject)))
      await session.playSlates(this.#addPolicy)
      this.#sequences = await session.playSequences()
    })
    this.#task.signal.throwIfAborted()
    await valueLearners(policies.feedback, experiment, this.#task.signal, this.#addPolicy)
    refuseWithoutPolicies(experiment, this.#policies)
  }

  /** Takes in a policy that is no model. */
  #addPolicy = (policy: PolicyResult): void => {
    this.#policies[Math.max(this.#plan.experiment.models.length, this.#policies.length)] = policy
    this.#task.notify({ kind: 'results', results: this.#results(false) } satisfies RunNews)
  }

  #policyData() {
    const { users, items } = readVocabulary(this.#plan.log)
    return (this.#policyParts ??= { itemNames: items, userNames: users, feedback: this.#feedback })
  }

  /** A policy that was valued in an earlier sitting is taken from there. */
  async #valuePolicy(model: number, work: () => Promise<TestedPolicy>): Promise<void> {
    const { folder, labels, experiment } = this.#plan
    const kept = await readPolicy(folder, model)
    if (!kept) this.#tellPolicy(model, 0, 'Starting')
    const policy = kept ?? (await this.#attemptPolicy(model, work))
    if (!policy) return this.#ranks ? undefined : this.#tellTask({ model, fold: 0 }, 'cancelled', 0, '')
    if (!kept && !policy.error) await keepPolicy(folder, model, policy)
    this.#policies[model] = { ...policy, label: labels[model]! }
    this.#models[model] = this.#describe(model, this.#all())
    this.#tell({ type: 'policy', policy: withoutArm(policy) })
    this.#task.notify({ kind: 'results', results: this.#results(false) } satisfies RunNews)
    const fold = this.#folds.length - 1
    if (policy.error && !hasLens(experiment.policies, 'ranking'))
      return this.#tellTask({ model, fold }, 'failed', 0, '', policy.error)
    this.#tellTask({ model, fold }, 'done', 1, 'As a policy: Valued')
  }

  async #attemptPolicy(model: number, work: () => Promise<TestedPolicy>): Promise<TestedPolicy | null> {
    try {
      return await work()
    } catch (error) {
      if (this.#task.signal.aborted || this.#cancelled.has(model)) return null
      const text = explain(error)
      this.#tell({ type: 'log', level: 'error', model, text: `As a policy: ${text}` })
      const { id, family } = findRecommender(this.#plan.experiment.models[model]!.id)
      const nothing = { simulation: null, estimates: [], overlap: [], largestWeight: null }
      return { id, label: this.#plan.labels[model]!, family, ...nothing, error: text }
    }
  }

  #listenToPolicies = (): PolicyListener => ({
    progress: (model, fraction, stage) => this.#tellPolicy(model, fraction, stage),
    simulated: (model, label, simulation) => this.#tell({ type: 'simulation', model, label, simulation }),
    log: (model, level, text) => this.#tell({ type: 'log', model, level, text }),
  })

  #tellPolicy(model: number, fraction: number, stage: string): void {
    const text = `As a policy: ${stage}`
    if (!this.#ranks) return this.#tellTask({ model, fold: 0 }, 'running', fraction, text)
    this.#tellTask({ model, fold: this.#folds.length - 1 }, 'done', 1, text)
  }

  #shared = () => ({
    experiment: this.#plan.experiment,
    log: this.#log!,
    folds: this.#folds,
    ...(this.#candidates && { candidates: this.#candidates }),
  })
  #backendOf = (model: number) => (model === worldModel ? this.#worldBackend! : this.#backends[model]!)

  async #assignBackends(): Promise<void> {
    const { experiment } = this.#plan
    this.#backends = await Promise.all(experiment.models.map((model) => backendFor(experiment, model)))
    this.#worldBackend = await backendFor(experiment, { id: worldModelOf(experiment) ?? 'popularity', config: {} })
    for (const text of new Set(this.#backends.map(({ note }) => note)))
      if (text) this.#tell({ type: 'log', level: 'info', model: null, text })
  }

  async #withRunner(plan: WorkerPlan, work: (runner: LaneRunner) => Promise<void>): Promise<void> {
    const { models, availableBytes } = this.#estimate!
    const bytesOf = (model: number) => models[model]?.bytes ?? 0
    const limits = { threads: this.#plan.threads, bytes: memoryShare * availableBytes, bytesOf }
    const runner = new LaneRunner(plan, limits, this.#backendOf, this.#task.signal)
    this.#runner = runner
    try {
      await work(runner)
    } finally {
      await runner.close()
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
      this.#report(task.model)
      this.#tellTask(task, 'done', 1, '')
    } catch (error) {
      const stopped = this.#task.signal.aborted || this.#cancelled.has(task.model)
      if (stopped) return this.#tellTask(task, 'cancelled', 0, '')
      const text = explain(error)
      this.#errors.set(task.model, text)
      this.#tellTask(task, 'failed', 0, '', text)
      this.#tell({ type: 'log', level: 'error', model: task.model, text: `Fold ${task.fold + 1}: ${text}` })
      this.#report(task.model)
    }
  }

  /** Sent before a fold is called done, so that whoever saw it done can rely on its results. */
  #report(model: number): void {
    this.#summarize(model)
    this.#task.notify({ kind: 'results', results: this.#results(false) } satisfies RunNews)
  }

  #cancelTasks(matches: (model: number) => boolean): void {
    this.#runner?.cancel(matches)
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
    if (!this.#ranks) return describeUnranked(experiment, model, labels[model]!, threads, this.#policies[model], open)
    const state = error ? 'failed' : outcomes.length && outcomes.length === this.#folds.length ? 'done' : open
    return { ...summarizeModel(experiment, model, outcomes), label: labels[model]!, threads, state, error }
  }

  #results(final: boolean): RunResults {
    const models = final ? this.#models.map((_, model) => this.#close(model)) : [...this.#models]
    const outcomes = this.#all()
    return assembleResults(this.#plan, {
      models,
      outcomes,
      tests: final && this.#ranks ? compareModels(this.#plan.experiment, models, outcomes) : [],
      policies: this.#policies,
      policyLog: this.#policyLog,
      sequences: this.#sequences,
      leak: this.#leak!,
      folds: this.#folds.length,
      estimate: this.#estimate && {
        before: this.#estimate,
        checks: checkEstimate(this.#estimate, outcomes, this.#plan.estimating),
        peakBytes: process.resourceUsage().maxRSS * 1024,
      },
      testReadAt: outcomes.flatMap(({ testReadAt }) => testReadAt ?? []).sort()[0] ?? null,
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

  /** @param from share of the task that was done before this piece of work */
  #onNews({ model, fold }: Task, news: TaskNews, from: number): void {
    if (news.kind === 'progress')
      return this.#tellTask({ model, fold }, 'running', from + (1 - from) * news.fraction, news.stage)
    if (news.kind === 'log') return this.#tell({ type: 'log', model, level: news.level, text: news.text })
    if (news.kind === 'repeat') return
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

/** Share of the free memory that models worked on at a time may fill by their estimates. */
const memoryShare = 0.8

const explain = (error: unknown): string => describeError(toErrorReport(error))

const key = ({ model, fold }: Task) => `${model}-${fold}`
