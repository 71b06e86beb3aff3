import type { MetricInfo } from '../../contract/api/models.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { nearest } from '../../contract/nearest.ts'
import { text, type Command } from '../command.ts'
import { optionalPositional } from '../positional.ts'
import type { Output } from '../output.ts'

export const metricsCommand: Command = {
  name: 'metrics',
  summary: 'List the metrics and the profiles of definitions, or define a metric.',
  arguments: '[METRIC]',
  options: {
    profile: {
      type: 'string',
      value: 'PROFILE',
      help: 'Define the metrics as this library does; recbench when absent.',
    },
  },
  async run(invocation) {
    const { values, output, open } = invocation
    const client = await open()
    const profile = text(values.profile)
    const metrics = await client.call('models/metrics', profile === undefined ? {} : { profile })
    const wanted = optionalPositional(invocation)?.replace(/@.*/, '')
    if (wanted === undefined) {
      const profiles = await client.call('models/profiles', {})
      const followed = profiles.find(({ id }) => id === profile)
      if (followed) output.line(`${followed.title}: ${followed.summary}\n${followed.reference}`)
      for (const [kind, members] of Map.groupBy(metrics, (metric) => metric.kind)) printKind(output, kind, members)
      if (followed) return metrics
      output.line()
      output.line('profiles, for --profile:')
      output.table(
        ['profile', 'metrics it defines otherwise', 'what differs'],
        profiles.map(({ id, metrics: ids, summary }) => [id, String(ids.length), summary]),
      )
      return metrics
    }
    const metric = metrics.find(({ id }) => id === wanted)
    if (!metric)
      throw new RecbenchError('invalid-parameter', `There is no metric "${wanted}".`, {
        remedy: `${nearest(
          wanted,
          metrics.map(({ id }) => id),
        )}"recbench metrics" lists them.`,
      })
    output.line(metric.title)
    output.line(metric.summary)
    output.line(metric.formula)
    return metric
  },
}

function printKind(output: Output, kind: string, metrics: readonly MetricInfo[]): void {
  output.line()
  output.line(`${kind}:`)
  output.table(
    ['metric', 'better', 'formula'],
    metrics.map((metric) => [
      metric.takesCutoff ? `${metric.id}@k` : metric.id,
      metric.higherIsBetter ? 'higher' : 'lower',
      metric.formula,
    ]),
  )
}
