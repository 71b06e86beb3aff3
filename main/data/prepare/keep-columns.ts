import { copyFileSync, linkSync, mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import type { LogThreads } from '../columns/threads.ts'
import type { FileColumns } from '../ingest/join-parts.ts'
import type { CodedColumns } from './code-columns.ts'
import type { StoredColumn } from './column-files.ts'
import { storeColumns } from './write-columns.ts'

/** Microseconds below this, as seconds and back, are the same microseconds. */
const exactTimes = 2 ** 32 * 1e6

/** Columns of a prepared log that are those of its file as well, by their names here. */
type SharedFiles = Readonly<Record<string, string>>

/** Columns of a file that wait in a folder until its table is filled from them. */
export interface KeptColumns {
  readonly draft: string
  /** Files of the prepared log that are part of them. */
  readonly shared: SharedFiles
}

/** Writes those columns that the prepared log will not have as they are; before that log is arranged, for it is where it lies. */
export async function keepColumns(
  threads: LogThreads,
  columns: FileColumns,
  { log, recipe }: CodedColumns,
  draft: string,
): Promise<KeptColumns> {
  const same = log.arranged === true && recipe.length === 0
  const { least, most } = columns.times
  const shared = {
    ...(same && { 'user.i32': 'user.i32', 'item.i32': 'item.i32' }),
    ...(same && log.hasValues && columns.values.exact && { 'value.f32': 'value.f32' }),
    ...(same && log.hasTimes && least > -exactTimes && most < exactTimes && { 'seconds.f64': 'time.f64' }),
  }
  const own: StoredColumn[] = []
  const [first] = columns.parts.flat()
  if (!same) own.push('user', 'item')
  if (first?.value && !('value.f32' in shared)) own.push('value')
  if (first?.time && !('seconds.f64' in shared)) own.push('time')
  mkdirSync(draft, { recursive: true })
  await storeColumns(threads, columns.parts, draft, own)
  return { draft, shared }
}

/** Gives the columns their place; those that the prepared log has too are the same files, or copies where a disk has no links. */
export function placeColumns({ draft, shared }: KeptColumns, prepared: string, folder: string): void {
  for (const [name, from] of Object.entries(shared)) linkOrCopy(path.join(prepared, from), path.join(draft, name))
  mkdirSync(path.dirname(folder), { recursive: true })
  renameSync(draft, folder)
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
