import type { Lane } from '../contract/api/runs.ts'
import type { RunEvent } from '../contract/events.ts'
import { hasLens } from '../contract/policy-plan.ts'
import type { JobState } from '../contract/progress.ts'
import { countFolds } from '../contract/splits.ts'
import type { RunRecord } from './record.ts'

interface TaskView {
  state: JobState
  fraction: number
  stage: string
  startedAt: number
  finishedAt: number
  error: string | null
}

/** Where each model stands, folded from the run's events. */
export class LaneTracker {
  readonly #record: Pick<RunRecord, 'labels' | 'families'>
  readonly #tasks: TaskView[][]

  constructor(record: Pick<RunRecord, 'labels' | 'families' | 'experiment'>) {
    this.#record = record
    const { split, data, policies } = record.experiment
    const folds = hasLens(policies, 'ranking') ? countFolds(split, data.folds?.length) : 1
    this.#tasks = record.labels.map(() => Array.from({ length: folds }, emptyTask))
  }

  add(event: RunEvent): void {
    if (event.type === 'state' && event.state === 'running') return this.#reopen()
    if (event.type !== 'task') return
    const lane = (this.#tasks[event.model] ??= [])
    while (lane.length <= event.fold) lane.push(emptyTask())
    const task = lane[event.fold]!
    if (event.state === 'running' && task.state !== 'running') task.startedAt = event.at
    if (!isOpen(event.state) && task.state !== 'done') task.finishedAt = event.at
    task.state = event.state
    task.fraction = event.state === 'done' ? 1 : event.fraction
    task.stage = event.state === 'failed' ? event.stage || task.stage : event.stage
    task.error = event.error ?? null
  }

  /** A run that is resumed begins anew with all folds that are not done. */
  #reopen(): void {
    for (const tasks of this.#tasks)
      tasks.forEach((task, fold) => {
        if (task.state !== 'done') tasks[fold] = emptyTask()
      })
  }

  /** @param state of the whole run: what was under way in a run that ended without a word reads as interrupted */
  lanes(state: JobState, now = Date.now()): Lane[] {
    const live = state === 'running' || state === 'queued'
    return this.#tasks.map((tasks, model) => {
      const shown = tasks.map((task) => (live || !isOpen(task.state) ? task : { ...task, state: endedAs(state) }))
      const active =
        shown.findLast((task) => task.state === 'running') ??
        shown.find((task) => task.state === 'failed') ??
        shown.findLast((task) => task.stage !== '')
      return {
        model,
        label: this.#record.labels[model] ?? String(model),
        family: this.#record.families[model] ?? 'baseline',
        state: combine(shown.map((task) => task.state)),
        folds: shown.map(({ state, fraction }) => ({ state, fraction })),
        stage: active?.stage ?? '',
        secondsLeft: live ? estimate(shown, now) : null,
        error: shown.find((task) => task.error)?.error ?? null,
      }
    })
  }

  get foldCount(): number {
    return this.#tasks[0]?.length ?? 1
  }

  fraction(): number {
    const tasks = this.#tasks.flat()
    return tasks.length ? tasks.reduce((sum, { fraction }) => sum + fraction, 0) / tasks.length : 0
  }

  /** Work left in all lanes, shared among the threads; null until every lane with work left has an estimate. */
  secondsLeft(threads: number, now = Date.now()): number | null {
    let total = 0
    let longest = 0
    for (const tasks of this.#tasks) {
      if (!tasks.some((task) => isOpen(task.state))) continue
      const left = estimate(tasks, now)
      if (left === null) return null
      total += left
      longest = Math.max(longest, left / tasks.filter((task) => isOpen(task.state)).length)
    }
    return Math.max(total / threads, longest)
  }
}

const emptyTask = (): TaskView => ({
  state: 'queued',
  fraction: 0,
  stage: '',
  startedAt: 0,
  finishedAt: 0,
  error: null,
})

const isOpen = (state: JobState) => state === 'queued' || state === 'running'
const endedAs = (state: JobState): JobState => (state === 'done' ? 'cancelled' : state)

/** Seconds of work left in one lane, from its finished folds or from the share done of a running one. */
function estimate(tasks: readonly TaskView[], now: number): number | null {
  const measured = tasks.filter((task) => task.state === 'done' && task.startedAt > 0)
  const begun = tasks.filter((task) => task.state === 'running' && task.fraction > 0.02)
  const durations = measured.length
    ? measured.map((task) => task.finishedAt - task.startedAt)
    : begun.map((task) => (now - task.startedAt) / task.fraction)
  if (!durations.length) return null
  const duration = durations.reduce((sum, each) => sum + each, 0) / durations.length
  const left = tasks.filter((task) => isOpen(task.state)).reduce((sum, task) => sum + (1 - task.fraction), 0)
  return (left * duration) / 1000
}

function combine(states: readonly JobState[]): JobState {
  for (const state of ['failed', 'running', 'interrupted', 'cancelled'] as const)
    if (states.includes(state)) return state
  if (states.every((state) => state === 'done')) return 'done'
  return states.includes('done') ? 'running' : 'queued'
}
