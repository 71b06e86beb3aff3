import type { RecipeOutcome } from '../../contract/api/data.ts'
import { emptyBlock, type LogBlock } from '../columns/blocks.ts'
import type { FileColumns } from '../ingest/join-parts.ts'
import type { CodedLog } from './arrange.ts'

/** The columns of a file as a log, and what an empty recipe leaves out of it. */
export interface CodedColumns {
  readonly log: CodedLog
  readonly recipe: readonly RecipeOutcome[]
}

/** Without the rows that lack a value or a time where others have one; the log has blocks of its own where there are such. */
export function codeColumns({ rows, parts, users, items, values, times }: FileColumns): CodedColumns {
  const [first] = parts.flat()
  const gaps = { value: values.missing, time: times.missing }
  const partial = (['value', 'time'] as const).filter((role) => gaps[role] > 0 && gaps[role] < rows)
  const hasValues = Boolean(first?.value) && gaps.value < rows
  const hasTimes = Boolean(first?.time) && gaps.time < rows
  const whole = parts.map((blocks) =>
    blocks.map((block) => ({ ...block, value: hasValues ? block.value : null, time: hasTimes ? block.time : null })),
  )
  const log = { users: users.length, items: items.length, hasValues, hasTimes, ticks: 1e6 }
  if (partial.length === 0) return { log: { ...log, parts: whole, arranged: !hasTimes || times.ascending }, recipe: [] }
  const present = whole.map((blocks) => blocks.map(withoutGaps))
  const rowsAfter = present.flat().reduce((sum, { user }) => sum + user.length, 0)
  return {
    log: { ...log, parts: present },
    recipe: [{ step: { step: 'dropMissing', roles: [...partial] }, rowsBefore: rows, rowsAfter }],
  }
}

function withoutGaps(block: LogBlock): LogBlock {
  const { user, item, value, time } = block
  const rows = Int32Array.from(user.keys()).filter(
    (row) => !(value && Number.isNaN(value[row]!)) && !(time && Number.isNaN(time[row]!)),
  )
  const into = emptyBlock(rows.length, { value: value && Float64Array, time: time !== null })
  rows.forEach((row, at) => {
    into.user[at] = user[row]!
    into.item[at] = item[row]!
    if (value) into.value![at] = value[row]!
    if (time) into.time![at] = time[row]!
  })
  return into
}
