import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { describeError, toErrorReport } from '../main/contract/errors.ts'
import { compare } from './compare.ts'
import { prepare } from './data.ts'
import { describeMachine, inWords } from './machine.ts'
import { readOptions, type Options } from './options.ts'
import { workplace } from './peer.ts'
import type { Row } from './row.ts'
import { formatTable, inOneLine } from './table.ts'
import type { Work } from './work.ts'
import { chooseWorks } from './works/all.ts'

/** `npm run bench`: see docs/benchmarks.md. Exit status 1 when a goal is missed, 2 when nothing could be measured. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  const machine = describeMachine()
  const rows: Row[] = []
  for (const work of chooseWorks(options.names)) {
    const row = await measure(work, options)
    process.stderr.write(`${inOneLine(row)}\n`)
    rows.push(row)
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ machine, rows })}\n`)
  else process.stdout.write(`${inWords(machine, options.threads)}\n\n${formatTable(rows, options.peers)}\n`)
  if (rows.every(({ ours, peer }) => ours === null && peer === null)) return 2
  return rows.some(({ reached }) => reached === false) ? 1 : 0
}

async function measure(work: Work, { runs, threads, quick, backend, peers, data }: Options): Promise<Row> {
  const scratch = path.join(workplace, 'scratch')
  mkdirSync(scratch, { recursive: true })
  const into = path.join(workplace, 'data')
  const folders = Object.fromEntries(work.data.map((name) => [name, prepare(name, { from: data, into, quick })]))
  const given = { folders, threads: work.threads ?? threads, quick, backend, scratch, settings: work.settings }
  return compare(work, { given, runs: runs ?? (quick ? 1 : (work.runs ?? 5)), peers })
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${describeError(toErrorReport(error))}\n`)
  process.exitCode = 2
}
