import path from 'node:path'
import { describeError, toErrorReport } from '../main/contract/errors.ts'
import { endOnSignals } from './children.ts'
import { compare } from './compare.ts'
import { formatComparison, measureComparison } from './comparison.ts'
import { prepare } from './data.ts'
import { formatGrowth, measureGrowth } from './growth.ts'
import { describeMachine, inWords } from './machine.ts'
import { readOptions, usage, type Options } from './options.ts'
import { workplace } from './peer.ts'
import { withScratch } from './scratch.ts'
import type { Row } from './row.ts'
import { formatTable, inOneLine } from './table.ts'
import type { Work } from './work.ts'
import { formatWindow, measureWindow } from './window.ts'
import { chooseWorks } from './works/all.ts'

/** What is printed: text, or the object of `--json`; and whether every goal was reached, null where nothing could be measured. */
interface Report {
  readonly text: string
  readonly object: object
  readonly reached: boolean | null
}

/** `npm run bench`: see docs/benchmarks.md. Exit status 1 when a goal is missed, 2 when nothing could be measured. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(usage)
    return 0
  }
  const machine = describeMachine()
  const { text, object, reached } = await report(options)
  if (options.json) process.stdout.write(`${JSON.stringify({ machine, ...object })}\n`)
  else process.stdout.write(`${inWords(machine, options.threads)}\n\n${text}\n`)
  if (reached === null) return 2
  return reached ? 0 : 1
}

async function report(options: Options): Promise<Report> {
  if (options.names[0] === 'growth') {
    const growth = await measureGrowth(options)
    return { text: formatGrowth(growth), object: { growth }, reached: growth.reached }
  }
  if (options.names[0] === 'window') {
    const window = await measureWindow(options)
    return { text: formatWindow(window), object: { window }, reached: window.reached }
  }
  if (options.names[0] === 'comparison') {
    const comparison = await measureComparison(options)
    return { text: formatComparison(comparison), object: { comparison }, reached: comparison.reached }
  }
  const rows: Row[] = []
  for (const work of chooseWorks(options.names)) {
    const row = await withScratch((scratch) => measure(work, options, scratch))
    process.stderr.write(`${inOneLine(row)}\n`)
    rows.push(row)
  }
  const nothing = rows.every(({ ours, peer }) => ours === null && peer === null)
  return {
    text: formatTable(rows, options.peers),
    object: { rows },
    reached: nothing ? null : rows.every(({ reached }) => reached !== false),
  }
}

async function measure(work: Work, options: Options, scratch: string): Promise<Row> {
  const { runs, threads, quick, backend, peers, data } = options
  const into = path.join(workplace, 'data')
  const folders = Object.fromEntries(work.data.map((name) => [name, prepare(name, { from: data, into, quick })]))
  const given = { folders, threads: work.threads ?? threads, quick, backend, scratch, settings: work.settings }
  return compare(work, { given, runs: runs ?? (quick ? 1 : (work.runs ?? 5)), peers })
}

endOnSignals()
try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${describeError(toErrorReport(error))}\n`)
  process.exitCode = 2
}
