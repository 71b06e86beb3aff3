import * as v from 'valibot'
import { experimentSchema, type Experiment, type ExperimentInput } from '../../main/contract/experiment.ts'
import type { InteractionColumns } from '../../main/data/interactions.ts'
import { runTask } from '../../main/evaluation/run-task.ts'
import type { Fold, TaskObserver, TaskOutcome } from '../../main/evaluation/task.ts'

/** An experiment with defaults for what a test does not care about. */
export const experimentOf = (given: Partial<ExperimentInput>): Experiment =>
  v.parse(experimentSchema, {
    data: { name: 'test' },
    split: { kind: 'kfold', folds: 2 },
    models: [{ id: 'popularity' }],
    metrics: ['ndcg@10'],
    ...given,
  })

export const quiet: TaskObserver & { threads: number; backend: string } = {
  signal: new AbortController().signal,
  progress: () => undefined,
  loss: () => undefined,
  log: () => undefined,
  threads: 1,
  backend: 'cpu',
}

/** Runs every model on every fold, one after the other. */
export async function runAll(
  experiment: Experiment,
  log: InteractionColumns,
  folds: readonly Fold[],
): Promise<TaskOutcome[]> {
  const outcomes: TaskOutcome[] = []
  const observer = { ...quiet, backend: experiment.backend }
  for (const model of experiment.models.keys())
    for (const fold of folds.keys()) outcomes.push(await runTask({ experiment, log, folds, model, fold }, observer))
  return outcomes
}

/** A log from triples of user, item and, where wanted, value and time. */
export function logOf(rows: readonly (readonly number[])[], users?: number, items?: number): InteractionColumns {
  const column = (index: number) => rows.map((row) => row[index]!)
  const has = (index: number) => rows.length > 0 && rows[0]!.length > index
  return {
    users: users ?? Math.max(-1, ...column(0)) + 1,
    items: items ?? Math.max(-1, ...column(1)) + 1,
    user: Int32Array.from(column(0)),
    item: Int32Array.from(column(1)),
    value: has(2) ? Float32Array.from(column(2)) : null,
    time: has(3) ? Float64Array.from(column(3)) : null,
  }
}
