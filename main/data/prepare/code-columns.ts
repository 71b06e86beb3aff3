import type { RecipeOutcome } from '../../contract/api/data.ts'
import type { FileColumns } from '../ingest/join-parts.ts'
import type { CodedLog } from './arrange.ts'

/** The columns of a file as a log: times in seconds, and without the rows that lack a value or a time where others have one, as an empty recipe leaves it. */
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
    value: value && shared(Float32Array, rows),
    time: time && shared(Float64Array, rows),
  }
  let kept = 0
  const user = partial.length > 0 ? shared(Int32Array, rows) : columns.user
  const item = partial.length > 0 ? shared(Int32Array, rows) : columns.item
  for (let row = 0; row < rows; row++) {
    if (partial.some((role) => Number.isNaN(columns[role]![row]!))) continue
    if (partial.length > 0) {
      user[kept] = columns.user[row]!
      item[kept] = columns.item[row]!
    }
    if (value) whole.value![kept] = value[row]!
    if (time) whole.time![kept] = time[row]! / 1e6
    kept++
  }
  if (partial.length === 0) return { log: whole, recipe: [] }
  const log = {
    ...whole,
    user: user.subarray(0, kept),
    item: item.subarray(0, kept),
    value: whole.value && whole.value.subarray(0, kept),
    time: whole.time && whole.time.subarray(0, kept),
  }
  return { log, recipe: [{ step: { step: 'dropMissing', roles: [...partial] }, rowsBefore: rows, rowsAfter: kept }] }
}

function missing(column: Float64Array | null): number {
  if (!column) return 0
  let count = 0
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row]!)) count++
  return count
}

const shared = <A>(
  type: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  length: number,
): A => new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT))
