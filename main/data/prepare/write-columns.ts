import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import { rowsOf, type LogParts } from '../columns/blocks.ts'
import type { LogThreads } from '../columns/threads.ts'
import { arrangeLog, type CodedLog } from './arrange.ts'
import { storedFiles, type StoredColumn } from './column-files.ts'

/** What is known once the columns of a prepared log are on disk. */
export interface WrittenColumns {
  readonly rows: number
  readonly hasValues: boolean
  readonly hasTimes: boolean
  /** The code of each user and item, by its number. */
  readonly userCodes: Int32Array
  readonly itemCodes: Int32Array
  /** SHA-256 over counts and columns, given the texts that end it. */
  hash(ends: readonly string[]): Promise<string>
}

/** Arranges a log where it lies and writes its columns to a folder. */
export async function writeColumns(threads: LogThreads, log: CodedLog, folder: string): Promise<WrittenColumns> {
  const { parts, hasValues, hasTimes } = log
  const { ticks, userCodes, itemCodes } = await arrangeLog(threads, log)
  createFiles(folder, ['user.i32', 'item.i32', ...(hasValues ? ['value.f32'] : []), ...(hasTimes ? ['time.f64'] : [])])
  await Promise.all(withRows(parts).map(({ blocks, row }) => threads.run('writeRows', { blocks, row, folder, ticks })))
  const rows = rowsOf(parts.flat())
  const head = `recbench log 1\n${rows} ${userCodes.length} ${itemCodes.length} ${hasValues ? 'values' : ''} ${hasTimes ? 'times' : ''}\n`
  const thread = threads.count - 1
  const hashed = threads.run('hashColumns', { folder, head, blocks: parts.flat() }, { thread })
  return {
    rows,
    hasValues,
    hasTimes,
    userCodes,
    itemCodes,
    hash: async (ends) => {
      await hashed
      return threads.run('digestColumns', { folder, ends }, { thread })
    },
  }
}

/** Writes columns of a log as they are to a folder. */
export async function storeColumns(
  threads: LogThreads,
  parts: LogParts,
  folder: string,
  columns: readonly StoredColumn[],
): Promise<void> {
  createFiles(
    folder,
    columns.map((column) => storedFiles[column]),
  )
  await Promise.all(
    withRows(parts).map(({ blocks, row }) => threads.run('storeRows', { blocks, row, folder, columns })),
  )
}

function createFiles(folder: string, names: readonly string[]): void {
  for (const name of names) closeSync(openSync(path.join(folder, name), 'w'))
}

function withRows(parts: LogParts) {
  let row = 0
  return parts.map((blocks) => {
    const before = row
    row += rowsOf(blocks)
    return { blocks, row: before }
  })
}
