import { parseArgs } from 'node:util'
import { availableParallelism } from 'node:os'
import { describeError, RecbenchError, toErrorReport } from '../contract/errors.ts'
import { printTable } from './table.ts'
import { verify } from './verify.ts'

const usage = `npm run verify -- [OPTIONS]   compare Recbench's numbers with those of independent libraries

  --only PREFIX        sections or rows whose key starts so; may be repeated
  --fast               leave out rows that take long
  --all                print rows that agree too
  --json               print the result as JSON
  --reference FOLDER   the reference numbers, ../shared/reference when absent
  --data FOLDER        the data sets they were computed on, ../shared/data when absent
  --threads NUMBER     threads to work on
`

/** `npm run verify`: the table, or `--json`; exit status 1 when a row fails, 2 when nothing could be compared. */
async function main(): Promise<number> {
  const values = readOptions()
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const began = performance.now()
  const found = await verify({
    places: { reference: values.reference, data: values.data },
    fast: values.fast,
    only: values.only,
    threads: Math.max(1, Number(values.threads) || 1),
    onDone: (job, rows, seconds) => {
      const failed = rows.filter((row) => row.verdict === 'fail').length
      process.stderr.write(`${job.key}: ${rows.length} compared, ${failed} failed, ${seconds.toFixed(1)} s\n`)
    },
  })
  if (values.json) process.stdout.write(`${JSON.stringify(found)}\n`)
  else printTable(found, values.all)
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0)} s on ${values.threads} threads\n`)
  return found.failed > 0 ? 1 : 0
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        reference: { type: 'string', default: '../shared/reference' },
        data: { type: 'string', default: '../shared/data' },
        json: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        fast: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        threads: { type: 'string', default: String(availableParallelism()) },
      },
    }).values
  } catch (error) {
    throw new RecbenchError('invalid-parameter', `${(error as Error).message.split('. ')[0]!}.`, {
      remedy: `Write one of these.\n\n${usage}`,
    })
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${describeError(toErrorReport(error))}\n`)
  process.exitCode = 2
}
