import type { InteractionColumns } from '../data/interactions.ts'
import { breathe } from '../recommenders/breathe.ts'
import type { Model } from '../recommenders/recommender.ts'
import type { ChosenMetric } from './all.ts'
import type { ValueMetric } from './metric.ts'
import type { UserErrors } from './task.ts'

/** A value metric as chosen. */
export type ChosenValueMetric = ChosenMetric & { readonly metric: ValueMetric }

const blockRows = 65_536

/** Predicts every test event and sums the losses by user. The caller has checked that the model predicts and that the log has values. */
export async function predictValues(
  predict: NonNullable<Model['predict']>,
  log: InteractionColumns,
  test: Int32Array,
  chosen: readonly ChosenValueMetric[],
  signal: AbortSignal,
): Promise<UserErrors> {
  const sums = chosen.map(() => new Float64Array(log.users))
  const events = new Int32Array(log.users)
  for (let from = 0; from < test.length; from += blockRows) {
    const rows = test.subarray(from, from + blockRows)
    const predicted = new Float32Array(rows.length)
    await predict(
      rows.map((row) => log.user[row]!),
      rows.map((row) => log.item[row]!),
      predicted,
    )
    rows.forEach((row, position) => {
      const user = log.user[row]!
      events[user]!++
      chosen.forEach(({ metric }, m) => (sums[m]![user]! += metric.loss(predicted[position]!, log.value![row]!)))
    })
    await breathe(signal)
  }
  const users = Int32Array.from(events.keys()).filter((user) => events[user]! > 0)
  return {
    users,
    events: users.map((user) => events[user]!),
    sums: Object.fromEntries(chosen.map(({ name }, m) => [name, Float64Array.from(users, (user) => sums[m]![user]!)])),
  }
}

/** The metric over all events: the mean loss, finished. */
export function overallError(errors: UserErrors, { metric, name }: ChosenValueMetric): number {
  const total = errors.events.reduce((sum, count) => sum + count, 0)
  return metric.finish(errors.sums[name]!.reduce((sum, loss) => sum + loss, 0) / total)
}
