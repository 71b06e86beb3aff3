import type { TaskOutcome } from '../../evaluation/task.ts'
import type { UserColumns } from './protocol.ts'

/** Per-user metrics as one long table: model, fold, user, then a column per metric; undefined is NaN. Null when nobody was evaluated. */
export function toUserColumns(
  labels: readonly string[],
  outcomes: readonly TaskOutcome[],
  names: readonly string[],
): UserColumns | null {
  const rows = outcomes.reduce((sum, outcome) => sum + outcome.users.length, 0)
  if (!rows) return null
  const model: string[] = []
  const user: string[] = []
  const fold = new Int32Array(rows)
  const metrics = [...new Set(outcomes.flatMap((outcome) => Object.keys(outcome.perUser)))]
  const values = Object.fromEntries(metrics.map((name) => [name, new Float64Array(rows).fill(Number.NaN)]))
  let start = 0
  for (const outcome of outcomes) {
    for (const index of outcome.users) {
      model.push(labels[outcome.model]!)
      user.push(names[index]!)
    }
    fold.fill(outcome.fold, start, start + outcome.users.length)
    for (const [name, column] of Object.entries(outcome.perUser)) values[name]!.set(column, start)
    start += outcome.users.length
  }
  return { model, fold, user, ...values }
}
