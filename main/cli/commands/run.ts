import fs from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { parseSpelling } from '../../host/spelling.ts'
import type { Command } from '../command.ts'
import { followRun } from '../follow-run.ts'
import { onePositional } from '../positional.ts'
import { outputOptions } from './compare.ts'

export const runCommand: Command = {
  name: 'run',
  summary: 'Run an experiment from a file.',
  arguments: 'EXPERIMENT.yaml',
  details: 'The file is YAML, or JSON when it ends in .json. File names in it are relative to it.',
  options: outputOptions,
  async run(invocation) {
    const file = path.resolve(onePositional(invocation, 'experiment file'))
    const experiment = relativeTo(
      path.dirname(file),
      parseSpelling(read(file), file.endsWith('.json') ? 'json' : 'yaml'),
    )
    const client = await invocation.open()
    return followRun(
      invocation,
      client,
      client.call('runs/start', { experiment, title: path.basename(file).replace(/\.[^.]+$/, '') }),
    )
  },
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (cause) {
    throw new RecbenchError('not-found', `The experiment file ${file} cannot be read.`, {
      why: (cause as Error).message,
      cause,
    })
  }
}

function relativeTo(folder: string, experiment: Experiment): Experiment {
  const { file, folds } = experiment.data
  return {
    ...experiment,
    data: {
      ...experiment.data,
      ...(file !== undefined && { file: path.resolve(folder, file) }),
      ...(folds && {
        folds: folds.map(({ train, test }) => ({
          train: path.resolve(folder, train),
          test: path.resolve(folder, test),
        })),
      }),
    },
  }
}
