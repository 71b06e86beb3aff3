import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { reportFormats, type ReportFormat } from '../../contract/api/reports.ts'
import { text, type Command } from '../command.ts'
import { findRun } from '../find-run.ts'
import { onePositional } from '../positional.ts'
import { reportFormatOf } from '../report-format.ts'

export const reportCommand: Command = {
  name: 'report',
  summary: 'Write the report of a run.',
  arguments: 'RUN|last',
  options: {
    out: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      help: 'Where to write; the ending says the format. Without it: below the workspace.',
    },
    format: { type: 'string', value: 'FORMAT', help: `${reportFormats.join(', ')}; html when absent.` },
    title: { type: 'string', value: 'TEXT', help: 'The title of the report.' },
    language: { type: 'string', value: 'en|zh', help: 'English or Simplified Chinese.' },
  },
  async run(invocation) {
    const { values, output } = invocation
    const wanted = onePositional(invocation, 'run')
    const out = text(values.out)
    const format = (text(values.format) ?? (out ? reportFormatOf(out) : 'html')) as ReportFormat
    if (!reportFormats.includes(format))
      throw new RecbenchError('invalid-parameter', `There is no report format "${format}".`, {
        remedy: `Choose one of ${reportFormats.join(', ')}.`,
      })
    const client = await invocation.open()
    const run = await findRun(client, wanted)
    const title = text(values.title)
    const language = text(values.language)
    const saved = await client.call('reports/save', {
      run,
      format,
      ...(out !== undefined && { file: path.resolve(out) }),
      ...(title !== undefined && { title }),
      ...(language !== undefined && { language: language as 'en' }),
    })
    output.line(saved.file)
    return { run, format, ...saved }
  },
}
