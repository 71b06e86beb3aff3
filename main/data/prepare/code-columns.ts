import type { RecipeOutcome } from '../../contract/api/data.ts'
import type { FileColumns } from '../ingest/join-parts.ts'
import type { CodedLog } from './arrange.ts'

/** The columns of a file as a log: without the rows that lack a value or a time where others have one, as an empty recipe leaves it. */
export function codeColumns(columns: FileColumns): { log: CodedLog; recipe: readonly RecipeOutcome[] } {
  const { rows } = columns
  const gaps = { value: missing(columns.value), time: missing(columns.time) }
  const partial = (['value', 'time'] as const).filter((role) => gaps[role] > 0 && gaps[role] < rows)
  const value = gaps.value === rows ? null : columns.value
  const time = gaps.time === rows ? null : columns.time
  const whole: CodedLog = {
    users: columns.users.length,
    items: columns.items.length,
    user: columns.user,
    item: columns.item,
    value,
    time,
    ticks: 1e6,
  }
  if (partial.length === 0) return { log: whole, recipe: [] }
  const present = Int32Array.from({ length: rows }, (_, row) => row).filter((row) =>
    partial.every((role) => !Number.isNaN(columns[role]![row]!)),
  )
  const log = {
    ...whole,
    user: take(columns.user, present),
    item: take(columns.item, present),
    value: value && take(value, present),
    time: time && take(time, present),
  }
  return {
    log,
    recipe: [{ step: { step: 'dropMissing', roles: [...partial] }, rowsBefore: rows, rowsAfter: present.length }],
  }
}

/** Some rows of a column, in shared memory. */
function take<A extends Int32Array | Float64Array>(column: A, rows: Int32Array): A {
  const type = column.constructor as new (buffer: SharedArrayBuffer) => A
  const taken = new type(new SharedArrayBuffer(rows.length * column.BYTES_PER_ELEMENT))
  for (let i = 0; i < rows.length; i++) taken[i] = column[rows[i]!]!
  return taken
}

function missing(column: Float64Array | null): number {
  if (!column) return 0
  let count = 0
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row]!)) count++
  return count
}
