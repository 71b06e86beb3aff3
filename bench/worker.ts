import { createInterface } from 'node:readline'
import { describeError, toErrorReport } from '../main/contract/errors.ts'
import { mark, type Answer } from './side.ts'
import type { Given } from './work.ts'
import { findWork } from './works/all.ts'

/** Our side of a work, in a process of its own: `node bench/worker.ts ID GIVEN`. */
const say = (answer: Answer) => process.stdout.write(`${mark}${JSON.stringify(answer)}\n`)

try {
  const [id = '', given = '{}'] = process.argv.slice(2)
  const { ours } = findWork(id)
  if (typeof ours === 'string') throw new Error(ours)
  const repeat = await ours(JSON.parse(given) as Given)
  say({ versions: { node: process.versions.node } })
  for await (const line of createInterface({ input: process.stdin })) {
    const measured = await repeat(line === 'run with quality')
    say({ ...measured, bytes: process.resourceUsage().maxRSS * 1024 })
  }
} catch (error) {
  say({ error: describeError(toErrorReport(error)) })
}
process.exit()
