import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ModelResult, RunResults } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import type { RunId } from '../../contract/ids.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { selectRows } from '../../data/interactions.ts'
import { readPrepared, readVocabulary } from '../../data/prepared.ts'
import type { PreparedLog } from '../../data/service.ts'
import { findMetric } from '../../evaluation/all.ts'
import { evaluateModel } from '../../evaluation/evaluate-model.ts'
import { findProfile } from '../../evaluation/profiles/all.ts'
import { findRelevance } from '../../evaluation/relevance.ts'
import { auditLeaks, compareModels, summarizeModel } from '../../evaluation/summarize.ts'
import type { Fold, TaskOutcome } from '../../evaluation/task.ts'
import type { Model } from '../../recommenders/recommender.ts'
import { describeLists, parseLists, type Lists } from './read-lists.ts'
import { assembleResults } from './results.ts'

export interface ForeignListsRequest {
  readonly files: readonly string[]
  readonly log: PreparedLog
  readonly fold: Fold
  readonly experiment: Experiment
  readonly versions: Readonly<Record<string, string>>
}

/** Evaluates lists that other tools made as if each file were a model: items that a list does not name are never recommended. */
export async function evaluateLists(request: ForeignListsRequest, task: RemoteTask): Promise<RunResults> {
  const { files, log, fold, experiment } = request
  const columns = readPrepared(log)
  const names = readVocabulary(log)
  const train = selectRows(columns, fold.train)
  const metrics = experiment.metrics.map((name) => findMetric(name, experiment.profile))
  const tested = findRelevance(columns, train, fold.test, experiment.threshold).users
  const outcomes: TaskOutcome[] = []
  const notes: string[][] = []
  for (const [model, file] of files.entries()) {
    const began = performance.now()
    const text = await readFile(file, 'utf8').catch((cause: unknown) => refuse(file, cause))
    const read = parseLists(text, file, names, findProfile(experiment.profile).order)
    const input = {
      log: columns,
      train,
      test: fold.test,
      metrics,
      threshold: experiment.threshold,
      ties: experiment.ties,
      seed: experiment.seed,
      listed: Int32Array.from(read.lists.keys()).sort(),
    }
    const evaluation = await evaluateModel(toModel(read.lists, log.items), input, {
      signal: task.signal,
      progress: (fraction) => task.notify({ fraction: (model + fraction) / files.length, stage: path.basename(file) }),
      log: () => undefined,
    })
    notes.push(describeLists(read, tested))
    const seconds = { train: 0, evaluate: (performance.now() - began) / 1000 }
    outcomes.push({ ...evaluation, model, fold: 0, config: {}, backend: 'file', seconds, tuned: [] })
  }
  return summarize(request, outcomes, notes, auditLeaks(columns, [fold]))
}

/** Metrics do not depend on which model made a list, so the summary is that of a placeholder under the file's name. */
function summarize(
  request: ForeignListsRequest,
  outcomes: readonly TaskOutcome[],
  notes: readonly (readonly string[])[],
  leak: RunResults['leak'],
): RunResults {
  const { files, log, versions } = request
  const labels = files.map((file) => path.basename(file).replace(/\.(csv|tsv|txt)$/i, ''))
  const experiment = { ...request.experiment, models: files.map(() => ({ id: 'popularity', config: {} })) }
  const models = files.map((_, model): ModelResult => {
    const summary = summarizeModel(experiment, model, outcomes)
    return { ...summary, id: labels[model]!, label: labels[model]!, threads: 1, notes: notes[model]! }
  })
  const plan = {
    run: '' as RunId,
    folder: '',
    experiment,
    labels,
    log,
    folds: null,
    policyLog: null,
    threads: 1,
    versions,
    estimating: { speed: 1, corrections: {} },
  }
  return assembleResults(plan, {
    models,
    outcomes,
    tests: compareModels(experiment, models, outcomes),
    policies: [],
    policyLog: null,
    leak,
    folds: 1,
    testReadAt: new Date().toISOString(),
  })
}

const toModel = (lists: Lists, items: number): Model => ({
  score(users, into) {
    into.fill(-Infinity)
    users.forEach((user, row) => {
      for (const [item, score] of lists.get(user) ?? []) into[row * items + item] = score
    })
  },
  save: () => new Uint8Array(),
})

const refuse = (file: string, cause: unknown): never => {
  throw new RecbenchError('not-found', `The lists file ${file} cannot be read.`, {
    why: (cause as Error).message,
    cause,
  })
}
