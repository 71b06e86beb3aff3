import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { RecbenchError } from '../contract/errors.ts'
import type { VerifiedRow } from './row.ts'
import { runJobs } from './run-jobs.ts'
import type { Job, Places } from './section.ts'
import { sections } from './sections/all.ts'

export interface VerifyOptions {
  readonly places: Places
  /** Only jobs of the part that runs within `npm test`. */
  readonly fast?: boolean
  /** Only rows whose job key or section begins with one of these. */
  readonly only?: readonly string[]
  readonly threads?: number
  readonly onDone?: (job: Job, rows: readonly VerifiedRow[], seconds: number) => void
}

/** What `npm run verify -- --json` prints. */
export interface Verification {
  readonly rows: readonly VerifiedRow[]
  readonly failed: number
  readonly skipped: number
}

/**
 * Compares what Recbench computes with what independent implementations computed on the same data.
 *
 * @throws RecbenchError `not-found` when a folder is not there or holds no reference values
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const { places, fast = false, only = [], threads = availableParallelism(), onDone = () => undefined } = options
  for (const [flag, folder] of Object.entries(places))
    if (!existsSync(folder))
      throw new RecbenchError('not-found', `There is no folder ${path.resolve(folder)}.`, {
        remedy: `Name the folder with --${flag} FOLDER.`,
      })
  const planned = sections.flatMap((section) => section.plan(places))
  if (planned.length === 0)
    throw new RecbenchError('not-found', `The folder ${path.resolve(places.reference)} holds no reference values.`, {
      remedy: 'It has files such as classic/b-topn.json.',
    })
  const wanted = (job: Job) =>
    only.length === 0 ||
    only.some((prefix) => job.section === prefix || job.key.split(' ').some((id) => id.startsWith(prefix)))
  const jobs = planned.filter((job) => (!fast || job.fast) && wanted(job))
  const rows = await runJobs(jobs, places, threads, onDone)
  const count = (verdict: VerifiedRow['verdict']) => rows.filter((row) => row.verdict === verdict).length
  return { rows, failed: count('fail'), skipped: count('skipped') }
}
