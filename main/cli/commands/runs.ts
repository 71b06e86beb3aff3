import { RecbenchError } from '../../contract/errors.ts'
import type { Command } from '../command.ts'
import { formatNumber, formatSeconds } from '../output.ts'
import { printResults } from '../results.ts'
import { findRun } from '../find-run.ts'
import { followRun } from '../follow-run.ts'

export const runsCommand: Command = {
  name: 'runs',
  summary: 'List the runs of the workspace, show one, resume or remove some.',
  arguments: '[show RUN | resume RUN | remove RUN...]',
  options: {
    query: {
      type: 'string',
      value: 'TEXT',
      help: 'Only runs that match, such as "model:ease state:done ndcg@10 > 0.3".',
    },
  },
  async run(invocation) {
    const { positionals, values, output, open } = invocation
    const [action, ...ids] = positionals
    const client = await open()
    switch (action) {
      case undefined: {
        const runs = await client.call('runs/list', { query: (values.query as string | undefined) ?? '' })
        output.table(
          ['run', 'state', 'data', 'models', 'best', 'split', 'time'],
          runs.map((run) => [
            run.id,
            run.damage ? `damaged: ${run.damage}` : run.state,
            run.data,
            String(run.models.length),
            run.best ? `${run.best.label} ${run.metric} ${formatNumber(run.best.value)}` : '–',
            run.split,
            run.seconds === null ? '–' : formatSeconds(run.seconds),
          ]),
        )
        return runs
      }
      case 'show': {
        const detail = await client.call('runs/get', { run: await findRun(client, oneRun(ids)) })
        output.line(`${detail.summary.title}: ${detail.summary.state}, started ${detail.summary.startedAt}`)
        if (detail.results) printResults(output, detail.results)
        return detail
      }
      case 'resume':
        return followRun(invocation, client, client.call('runs/resume', { run: await findRun(client, oneRun(ids)) }))
      case 'remove':
        if (ids.length === 0)
          throw new RecbenchError('invalid-parameter', 'No run was named.', { remedy: '"recbench runs" lists them.' })
        await client.call('runs/remove', { runs: ids })
        output.line(`${ids.length} removed; restore within ten minutes from the window.`)
        return { removed: ids }
      default:
        throw new RecbenchError('invalid-parameter', `"${action}" is not something to do with runs.`, {
          remedy: 'Write show, resume or remove.',
        })
    }
  },
}

function oneRun(ids: readonly string[]): string {
  if (ids.length !== 1)
    throw new RecbenchError('invalid-parameter', `One run is needed, ${ids.length} were named.`, {
      remedy: '"recbench runs" lists them.',
    })
  return ids[0]!
}
