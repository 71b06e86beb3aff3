import type { RunEstimate } from '../../contract/api/runs.ts'
import type { Command } from '../command.ts'
import { formatNumber, formatSeconds } from '../output.ts'
import { noPositional } from '../positional.ts'
import { experimentOptions } from '../reading-options.ts'
import { describeEstimate, describeMisfit, formatBytes } from '../../host/wording.ts'
import { readExperiment } from './compare.ts'

export const estimateCommand: Command = {
  name: 'estimate',
  summary: 'Say what a comparison would take in time and memory on this machine, without running it.',
  arguments: '',
  details:
    'Takes the options of compare. The time of one training and one evaluation is that of an idle machine; runs on this machine correct it.',
  options: experimentOptions,
  async run(invocation): Promise<RunEstimate> {
    noPositional(invocation)
    const { experiment, client } = await readExperiment(invocation)
    const { output, signal } = invocation
    const estimate = await client.call('runs/estimate', { experiment }, signal)
    output.table(
      ['model', 'training', 'evaluation', 'trainings', 'in all', 'memory'],
      estimate.models.map(({ label, train, evaluate, trainings, seconds, bytes }) => [
        label,
        precise(train),
        precise(evaluate),
        String(trainings),
        formatSeconds(seconds),
        formatBytes(bytes),
      ]),
    )
    output.line(`In all: ${describeEstimate(estimate)}, with ${estimate.threads} threads.`)
    for (const model of estimate.models) {
      const misfit = describeMisfit(model, estimate.availableBytes)
      if (misfit) output.line(`${model.label}: ${misfit}`)
    }
    return estimate
  },
}

const precise = (seconds: number) => (seconds < 10 ? `${formatNumber(seconds, 2)} s` : formatSeconds(seconds))
