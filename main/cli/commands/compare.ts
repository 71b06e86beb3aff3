import fs from 'node:fs'
import path from 'node:path'
import type { Client } from '../../contract/client.ts'
import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { complete, experimentFromFlags, type FlagValues } from '../../host/spelling.ts'
import { resolveCandidates } from '../candidates-path.ts'
import type { Command, Invocation } from '../command.ts'
import { isFile, openData } from '../data-argument.ts'
import { followRun } from '../follow-run.ts'
import { noPositional } from '../positional.ts'
import { experimentOptions, refuseReadingOptions, withSidePaths } from '../reading-options.ts'
import { reportFormatOf } from '../report-format.ts'
import { spreadCandidates } from '../spread-candidates.ts'

const defaultModels = 'random,popularity,item-knn,ials,ease'
const defaultMetrics = 'ndcg@10,recall@10,coverage@10'

export const outputOptions = {
  report: {
    type: 'string',
    value: 'FILE',
    help: 'Write a report; the ending says which: .html, .md, .csv, .tex or .json.',
  },
  lists: { type: 'string', value: 'FOLDER', help: "Write each model's top lists as user,item,rank,score." },
} as const

export const compareCommand: Command = {
  name: 'compare',
  summary: 'Compare recommenders on one log with one protocol.',
  arguments: '',
  details: 'Without --models and --metrics: ' + `${defaultModels} by ${defaultMetrics}.`,
  options: { ...experimentOptions, ...outputOptions },
  async run(invocation) {
    noPositional(invocation)
    if (typeof invocation.values.report === 'string') reportFormatOf(invocation.values.report)
    const { experiment, client } = await readExperiment(invocation)
    return followRun(invocation, client, client.call('runs/start', { experiment }))
  },
}

/** The experiment that the options spell, with what compare fills in: models, metrics, and a split by whether the data have times. */
export async function readExperiment(invocation: Invocation): Promise<{ experiment: Experiment; client: Client }> {
  const { values } = invocation
  const flags = { models: defaultModels, metrics: defaultMetrics, ...withPaths(values as FlagValues) }
  if (flags.data === undefined && flags.fold === undefined)
    throw new RecbenchError('invalid-parameter', 'No data was named.', {
      remedy: 'Write --data FILE or --data NAME, or --fold TRAIN,TEST. The sample "shop" is always there.',
    })
  if (flags.fold !== undefined) return finish(invocation, { split: 'given', ...flags })
  const named = !isFile(flags.data as string)
  if (!named && !fs.existsSync(flags.data as string))
    throw new RecbenchError('not-found', `There is no file ${flags.data as string}.`, {
      where: path.resolve(flags.data as string),
      remedy: 'Check the path.',
    })
  if (named) refuseReadingOptions(invocation.values, flags.data as string)
  if (flags.split !== undefined && !named) return finish(invocation, flags)
  complete({ ...(experimentFromFlags({ split: 'loo', ...flags }) as object) })
  const client = await invocation.open()
  const name = await openData(invocation, client, flags.data as string)
  const { hasTimes } = await client.call('data/get', { name })
  const resolved = named ? { ...flags, data: name } : flags
  return finish(invocation, { split: hasTimes ? 'time:0.8' : 'kfold:5', ...resolved })
}

async function finish(invocation: Invocation, flags: FlagValues) {
  const experiment = complete(experimentFromFlags(flags))
  const client = await invocation.open()
  return { experiment: spreadCandidates(experiment, await client.call('models/list', {})), client }
}

/** Paths become absolute, so that the record and the rerun line do not depend on where the command was given. */
function withPaths(values: FlagValues): FlagValues {
  const fold = (values.fold as readonly string[] | undefined)?.map((pair) =>
    pair
      .split(',')
      .map((file) => path.resolve(file))
      .join(','),
  )
  const data = values.data as string | undefined
  const resolved = {
    ...withSidePaths(values),
    ...(fold && { fold }),
    ...(typeof values.candidates === 'string' && { candidates: resolveCandidates(values.candidates) }),
    ...(data !== undefined && isFile(data) && { data: path.resolve(data) }),
  }
  return Object.fromEntries(Object.entries(resolved).filter(([, value]) => value !== undefined))
}
