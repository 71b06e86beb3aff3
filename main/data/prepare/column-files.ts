import { createHash, type Hash } from 'node:crypto'
import { arrangeLog, type CodedLog } from './arrange.ts'
import { writeFiles } from './folder.ts'

/** What is known once the columns of a prepared log are on disk. */
export interface WrittenColumns {
  readonly rows: number
  readonly hasValues: boolean
  readonly hasTimes: boolean
  /** The code of each user and item, by its number. */
  readonly userCodes: Int32Array
  readonly itemCodes: Int32Array
}

/** Arranges a log and writes its columns to a folder; the hash, SHA-256 over counts and columns (little endian), awaits the vocabularies. */
export function writeColumns(log: CodedLog, draft: string): { written: WrittenColumns; hash: Hash } {
  const { user, item, value, time, userCodes, itemCodes } = arrangeLog(log)
  writeFiles(draft, { 'user.i32': user, 'item.i32': item, 'value.f32': value, 'time.f64': time })
  const hash = createHash('sha256')
  hash.update(
    `recbench log 1\n${user.length} ${userCodes.length} ${itemCodes.length} ${value ? 'values' : ''} ${time ? 'times' : ''}\n`,
  )
  for (const column of [user, item, value, time]) if (column) hash.update(column)
  return {
    written: { rows: user.length, hasValues: value !== null, hasTimes: time !== null, userCodes, itemCodes },
    hash,
  }
}
