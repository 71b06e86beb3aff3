import { countPairs, dealPairs } from '../ingest/count-pairs.ts'
import { readPlainRange } from '../ingest/plain-part.ts'
import { settlePart } from '../ingest/settle-part.ts'
import { dealRows, countBuckets, sortBuckets } from '../prepare/by-time.ts'
import { digestColumns, hashColumns, storeRows, writeRows } from '../prepare/column-files.ts'
import { renumber } from '../prepare/renumber.ts'

/** What threads do with parts of a log. Blocks are changed where they lie; everything else is sent. */
export const tasks = {
  readRange: readPlainRange,
  settlePart,
  dealPairs,
  countPairs,
  storeRows,
  countBuckets,
  dealRows,
  sortBuckets,
  renumber,
  writeRows,
  hashColumns,
  digestColumns,
} as const

type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0]
export type TaskOutput<Name extends TaskName> = ReturnType<Tasks[Name]>
