import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ModelResult, RunResults } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import type { RunId } from '../../contract/ids.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { selectRows } from '../../data/interactions.ts'
import { readPrepared, readVocabulary, type Vocabulary } from '../../data/prepared.ts'
import type { PreparedLog } from '../../data/service.ts'
import { findMetric } from '../../evaluation/all.ts'
import { evaluateModel } from '../../evaluation/evaluate-model.ts'
import { auditLeaks, compareModels, summarizeModel } from '../../evaluation/summarize.ts'
import type { Fold, TaskOutcome } from '../../evaluation/task.ts'
import type { Model } from '../../recommenders/recommender.ts'
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
  const outcomes: TaskOutcome[] = []
  for (const [model, file] of files.entries()) {
    const began = performance.now()
    const lists = parseLists(await readFile(file, 'utf8').catch((cause: unknown) => refuse(file, cause)), file, names)
    const input = {
      log: columns,
      train,
      test: fold.test,
      metrics,
      threshold: experiment.threshold,
      ties: experiment.ties,
      seed: experiment.seed,
    }
    const evaluation = await evaluateModel(toModel(lists, log.items), input, {
      signal: task.signal,
      progress: (fraction) => task.notify({ fraction: (model + fraction) / files.length, stage: path.basename(file) }),
      log: () => undefined,
    })
    const seconds = { train: 0, evaluate: (performance.now() - began) / 1000 }
    outcomes.push({ ...evaluation, model, fold: 0, config: {}, backend: 'file', seconds, tuned: [] })
  }
  return summarize(request, outcomes, auditLeaks(columns, [fold]))
}

/** Metrics do not depend on which model made a list, so the summary is that of a placeholder under the file's name. */
function summarize(request: ForeignListsRequest, outcomes: TaskOutcome[], leak: RunResults['leak']): RunResults {
  const { files, log, versions } = request
  const labels = files.map((file) => path.basename(file).replace(/\.(csv|tsv|txt)$/i, ''))
  const experiment = { ...request.experiment, models: files.map(() => ({ id: 'popularity', config: {} })) }
  const models = files.map((_, model): ModelResult => {
    const summary = summarizeModel(experiment, model, outcomes)
    return { ...summary, id: labels[model]!, label: labels[model]!, threads: 1 }
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

/** Scores of listed items by user number. */
type Lists = ReadonlyMap<number, ReadonlyMap<number, number>>

const toModel = (lists: Lists, items: number): Model => ({
  score(users, into) {
    into.fill(-Infinity)
    users.forEach((user, row) => {
      for (const [item, score] of lists.get(user) ?? []) into[row * items + item] = score
    })
  },
  save: () => new Uint8Array(),
})

/**
 * Reads `user,item,score` or `user,item,rank` with a header, separated by comma, tab or semicolon. Lines of unknown users or items are left out: they can
 * be neither right nor wrong here.
 */
export function parseLists(text: string, file: string, names: Vocabulary): Lists {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const separator = ['\t', ';', ','].find((sign) => header.includes(sign)) ?? ','
  const columns = splitLine(header, separator).map((name) => name.trim().toLowerCase())
  const [user, item] = [columns.indexOf('user'), columns.indexOf('item')]
  const [score, rank] = [columns.indexOf('score'), columns.indexOf('rank')]
  if (user < 0 || item < 0 || (score < 0 && rank < 0))
    throw new RecbenchError(
      'bad-input',
      `The lists file ${path.basename(file)} has no columns user, item and score or rank.`,
      {
        where: file,
        why: `Its header is "${header.slice(0, 100)}".`,
      },
    )
  const index = (all: readonly string[]) => new Map(all.map((name, position) => [name, position]))
  const [users, items] = [index(names.users), index(names.items)]
  const lists = new Map<number, Map<number, number>>()
  for (const [number, line] of lines.entries()) {
    if (line === '') continue
    const cells = splitLine(line, separator)
    const value = score >= 0 ? Number(cells[score] || NaN) : -Number(cells[rank] || NaN)
    if (Number.isNaN(value))
      throw new RecbenchError(
        'bad-input',
        `Line ${number + 2} of ${path.basename(file)} has no number: "${line.slice(0, 100)}".`,
        {
          where: `${file}, line ${number + 2}`,
        },
      )
    const [userIndex, itemIndex] = [users.get(cells[user]!), items.get(cells[item]!)]
    if (userIndex === undefined || itemIndex === undefined) continue
    const list = lists.get(userIndex) ?? new Map<number, number>()
    lists.set(userIndex, list.set(itemIndex, value))
  }
  if (!lists.size)
    throw new RecbenchError('bad-input', `No line of ${path.basename(file)} names a user and an item of the data.`, {
      where: file,
    })
  return lists
}

function splitLine(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator)
  const cells: string[] = []
  for (const match of line.matchAll(new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g')))
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
  return cells
}

const refuse = (file: string, cause: unknown): never => {
  throw new RecbenchError('not-found', `The lists file ${file} cannot be read.`, {
    why: (cause as Error).message,
    cause,
  })
}
