import { RecbenchError } from '../../contract/errors.ts'
import { nearest } from '../../contract/nearest.ts'
import type { Command } from '../command.ts'

export const metricsCommand: Command = {
  name: 'metrics',
  summary: 'List the metrics, or define one.',
  arguments: '[METRIC]',
  options: {},
  async run({ positionals, output, open }) {
    const client = await open()
    const metrics = await client.call('models/metrics', {})
    const wanted = positionals[0]?.replace(/@.*/, '')
    if (wanted === undefined) {
      output.table(
        ['metric', 'kind', 'better', 'what it measures'],
        metrics.map((metric) => [
          metric.takesCutoff ? `${metric.id}@k` : metric.id,
          metric.kind,
          metric.higherIsBetter ? 'higher' : 'lower',
          metric.summary,
        ]),
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
