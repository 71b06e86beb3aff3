import { parseArgs } from 'node:util'
import { availableParallelism } from 'node:os'
import { describeError, toErrorReport } from '../contract/errors.ts'
import { printTable } from './table.ts'
import { verify } from './verify.ts'

/** `npm run verify`: the table, or `--json`; exit status 1 when a row fails, 2 when nothing could be compared. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      reference: { type: 'string', default: '../shared/reference' },
      data: { type: 'string', default: '../shared/data' },
      json: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      fast: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
  })
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

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${describeError(toErrorReport(error))}\n`)
  process.exitCode = 2
}
