import path from 'node:path'
import type { ImportSummary } from '../../contract/api/data.ts'
import { text, type Command } from '../command.ts'
import { follow, formatCount } from '../output.ts'
import { onePositional } from '../positional.ts'
import { readingOptions, toReadingOptions } from '../reading-options.ts'

const shown = 5

export const importCommand: Command = {
  name: 'import',
  summary: 'Load a file into the workspace and list the rows that could not be read.',
  arguments: 'FILE',
  details:
    'Reads CSV, TSV, Parquet, JSON lines, gzip, zip, MovieLens, RecBole, LightGCN lists and Open Bandit files. What is not given is guessed.',
  options: {
    ...readingOptions,
    name: { type: 'string', value: 'NAME', help: 'The name of the data set; otherwise from the file.' },
  },
  async run(invocation) {
    const { values, output, signal } = invocation
    const file = path.resolve(onePositional(invocation, 'file'))
    const client = await invocation.open()
    const name = text(values.name)
    const starting = client.call('data/import', {
      file,
      options: toReadingOptions(values),
      ...(name === undefined ? {} : { name }),
    })
    const summary = await follow<ImportSummary>(client, output, starting, signal)
    output.line(
      `${summary.data}: ${formatCount(summary.interactions)} interactions, ${formatCount(summary.users)} users, ${formatCount(summary.items)} items.`,
    )
    output.line(
      `Read as ${summary.format}, ${summary.encoding}; ${Object.entries(summary.roles)
        .map(([role, column]) => `${role} = ${column}`)
        .join(', ')}.`,
    )
    if (summary.rejected > 0) {
      output.line(`${formatCount(summary.rejected)} of ${formatCount(summary.rows)} rows were left out:`)
      for (const { line, column, value, reason } of summary.problems.slice(0, shown))
        output.line(`  line ${line}, ${column || 'whole row'}, "${value.slice(0, 60)}": ${reason}`)
      if (summary.rejected > shown)
        output.line(`  and ${formatCount(summary.rejected - shown)} more; all of them are in the workspace.`)
    }
    return summary
  },
}
