import path from 'node:path'
import type { RunResults } from '../contract/api/runs.ts'
import type { Client } from '../contract/client.ts'
import type { JobId, RunId } from '../contract/ids.ts'
import { describeEstimate } from '../host/wording.ts'
import { text, type Invocation } from './command.ts'
import { follow } from './output.ts'
import { printResults } from './results.ts'
import { reportFormatOf } from './report-format.ts'

/** Waits for a started run, prints its leaderboard, and writes the report and lists that were asked for. */
export async function followRun(
  invocation: Invocation,
  client: Client,
  starting: Promise<{ run: RunId; job: JobId }>,
): Promise<RunResults> {
  const { output, signal, values } = invocation
  const ended = client.subscribe('run', ({ event }) => {
    if (event.type === 'estimate' && values.quiet !== true) {
      output.endProgress()
      process.stderr.write(`Estimated: ${describeEstimate(event.estimate)}.\n`)
    }
    if (event.type !== 'log') return
    // What concerns the whole run, such as the backend of deep models and why it was taken.
    const concernsRun = event.model === null && values.quiet !== true
    if (event.level === 'info' && !concernsRun) return
    output.endProgress()
    process.stderr.write(`${event.text}\n`)
  })
  try {
    const { run } = await starting
    const results = await follow<RunResults>(
      client,
      output,
      starting.then(({ job }) => job),
      signal,
    )
    printResults(output, results)
    const report = text(values.report)
    if (report !== undefined) {
      const { file } = await client.call('reports/save', {
        run,
        format: reportFormatOf(report),
        file: path.resolve(report),
      })
      output.line(`\nReport: ${file}`)
    }
    const lists = text(values.lists)
    if (lists !== undefined) {
      const { files } = await client.call('runs/exportLists', { run, folder: path.resolve(lists) })
      output.line(`Lists: ${files.length} files in ${lists}`)
    }
    return results
  } finally {
    ended()
  }
}
