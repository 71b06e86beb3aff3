import { RecbenchError } from '../contract/errors.ts'
import type { Interactions } from '../data/interactions.ts'

/** Mean and range of the training values, which models of values fall back on and clip to. */
export interface ValueRange {
  readonly mean: number
  readonly minimum: number
  readonly maximum: number
}

/**
 * The values of a log, for models that predict them.
 *
 * @throws RecbenchError `unsupported` when the log has none
 */
export function valuesOf(model: string, { value, rows }: Interactions): Float32Array {
  if (value && rows > 0) return value
  throw new RecbenchError('unsupported', `The model ${model} predicts values, and this log has none.`, {
    remedy: 'Name the value column on import, or choose a model of events such as ials.',
  })
}

export const rangeOf = (values: Float32Array): ValueRange => ({
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  minimum: values.reduce((least, value) => Math.min(least, value), Infinity),
  maximum: values.reduce((most, value) => Math.max(most, value), -Infinity),
})

export const clip = (value: number, { minimum, maximum }: ValueRange): number =>
  Math.min(maximum, Math.max(minimum, value))

/** Rows of the log grouped by user, in the order of the log within each; users by number. */
export function byUserInLogOrder({ users, user }: Interactions): Int32Array {
  const next = new Int32Array(users + 1)
  for (const owner of user) next[owner + 1]!++
  for (let owner = 0; owner < users; owner++) next[owner + 1]! += next[owner]!
  const order = new Int32Array(user.length)
  user.forEach((owner, row) => (order[next[owner]!++] = row))
  return order
}
