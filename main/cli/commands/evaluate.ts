import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { RunResults } from '../../contract/api/runs.ts'
import { complete, experimentFromFlags } from '../../host/spelling.ts'
import { resolveCandidates } from '../candidates-path.ts'
import { text, type Command } from '../command.ts'
import { followRun } from '../follow-run.ts'
import { follow } from '../output.ts'
import { experimentOptions } from '../reading-options.ts'
import { printResults } from '../results.ts'
import { outputOptions } from './compare.ts'

// The data are --train and --test.
const { data: _data, fold: _fold, split: _split, ...optionsOfModels } = experimentOptions

export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'Evaluate models, or lists made by another tool, on a training and a test file.',
  arguments: '[LISTS...]',
  details: 'A lists file has a header with user, item and score or rank. Each file is a row of the table.',
  options: {
    ...optionsOfModels,
    ...outputOptions,
    lists: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'Lists of another tool: user,item,score or user,item,rank; repeat it, or name more files after the options.',
    },
    train: { type: 'string', value: 'FILE', help: 'The training part.' },
    test: { type: 'string', value: 'FILE', help: 'The test part.' },
  },
  async run(invocation) {
    const { values, positionals, output, signal } = invocation
    const train = text(values.train)
    const test = text(values.test)
    if (train === undefined || test === undefined)
      throw new RecbenchError('invalid-parameter', `No ${train === undefined ? 'training' : 'test'} file was named.`, {
        remedy: 'Write --train FILE --test FILE.',
      })
    const lists = [...((values.lists as readonly string[] | undefined) ?? []), ...positionals]
    const {
      lists: _lists,
      train: _t,
      test: _s,
      report: _report,
      ...flags
    } = values as Record<string, string | undefined>
    const fold = [`${path.resolve(train)},${path.resolve(test)}`]
    const given = {
      metrics: 'ndcg@10,recall@10,coverage@10',
      ...Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)),
      ...(flags.candidates !== undefined && { candidates: resolveCandidates(flags.candidates) }),
    }
    if (lists.length > 0 && flags.candidates !== undefined && flags.candidates !== 'all')
      throw new RecbenchError(
        'invalid-parameter',
        `Lists from elsewhere hold what the other tool ranked: --candidates ${flags.candidates} cannot be drawn for them.`,
        { remedy: 'Leave --candidates out, or evaluate models.' },
      )
    const experiment = complete(
      experimentFromFlags({ ...given, fold, split: 'given', models: flags.models ?? 'popularity' }),
    )
    const client = await invocation.open()
    if (lists.length === 0)
      return followRun(
        { ...invocation, values: { ...values, lists: undefined } },
        client,
        client.call('runs/start', { experiment }),
      )
    const { metrics, threshold, profile, ties, seed } = experiment
    const starting = client.call('runs/evaluateLists', {
      files: lists.map((file) => path.resolve(file)),
      fold: experiment.data.folds![0]!,
      metrics,
      profile,
      ties,
      seed,
      ...(threshold !== undefined && { threshold }),
    })
    const results = await follow<RunResults>(client, output, starting, signal)
    printResults(output, results)
    return results
  },
}
