import type { Command } from '../command.ts'
import { openData } from '../data-argument.ts'
import { formatCount, formatNumber } from '../output.ts'
import { onePositional } from '../positional.ts'
import { readingOptions } from '../reading-options.ts'

export const profileCommand: Command = {
  name: 'profile',
  summary: 'Describe a log: columns, long tail, activity, sessions, and what is wrong with it.',
  arguments: 'FILE|NAME',
  options: readingOptions,
  async run(invocation) {
    const { output } = invocation
    const word = onePositional(invocation, 'file or data set')
    const client = await invocation.open()
    const name = await openData(invocation, client, word)
    const [dataset, profile, columns, quality] = await Promise.all([
      client.call('data/get', { name }),
      client.call('data/profile', { name }),
      client.call('data/summaries', { name }),
      client.call('data/quality', { name }),
    ])
    output.line(
      `${dataset.title}: ${formatCount(profile.interactions)} interactions, ${formatCount(profile.users)} users, ${formatCount(profile.items)} items`,
    )
    output.line(
      `Density ${formatNumber(profile.density * 100, 3)} %, Gini of items ${formatNumber(profile.gini)}, median ${formatCount(profile.medianUserActivity)} events per user`,
    )
    if (dataset.from) output.line(`From ${dataset.from} to ${dataset.to}`)
    output.line()
    output.table(
      ['column', 'type', 'role', 'distinct', 'missing', 'minimum', 'maximum'],
      columns.map((column) => [
        column.name,
        column.type,
        column.role ?? '',
        formatCount(column.distinct),
        formatCount(column.missing),
        String(column.minimum ?? '–').slice(0, 30),
        String(column.maximum ?? '–').slice(0, 30),
      ]),
    )
    output.line()
    for (const finding of quality)
      output.line(`${finding.severity.padEnd(9)} ${finding.name}: ${fill(finding.sentence, finding.values)}`)
    return { data: dataset, profile, columns, quality }
  },
}

const fill = (sentence: string, values: Readonly<Record<string, string | number>>) =>
  sentence.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''))
