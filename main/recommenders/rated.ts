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

/** @param scale lowest and highest value that can be given; those of `values` unless given */
export const rangeOf = (values: Float32Array, scale?: Interactions['scale']): ValueRange => ({
  mean: meanOf(values),
  minimum: scale ? scale[0] : values.reduce((least, value) => Math.min(least, value), Infinity),
  maximum: scale ? scale[1] : values.reduce((most, value) => Math.max(most, value), -Infinity),
})

export const clip = (value: number, { minimum, maximum }: ValueRange): number =>
  Math.min(maximum, Math.max(minimum, value))

/** Rows of the log grouped by user, in the order of the log within each; users in the order in which they first appear. */
export function byUserInLogOrder({ users, user }: Interactions): Int32Array {
  const counts = new Int32Array(users)
  for (const owner of user) counts[owner]!++
  const next = new Int32Array(users).fill(-1)
  const order = new Int32Array(user.length)
  let reserved = 0
  user.forEach((owner, row) => {
    if (next[owner] === -1) {
      next[owner] = reserved
      reserved += counts[owner]!
    }
    order[next[owner]!++] = row
  })
  return order
}

/** Items of a history with the value of each, ascending and distinct. */
export interface RatedHistory {
  readonly items: Int32Array
  readonly values: Float64Array
}

/**
 * The part of a pasted history that a model of values can use: items it knows, of a repeated one the last.
 *
 * @param values null when the history says only what somebody had: then every item counts as `otherwise`
 */
export function ratedHistory(
  items: Int32Array,
  values: Float32Array | null,
  otherwise: number,
  isKnown: (item: number) => boolean,
): RatedHistory {
  const held = new Map<number, number>()
  items.forEach((item, position) => {
    if (isKnown(item)) held.set(item, values ? values[position]! : otherwise)
  })
  const known = Int32Array.from(held.keys()).sort()
  return { items: known, values: Float64Array.from(known, (item) => held.get(item)!) }
}

export const meanOf = (values: Float32Array | Float64Array): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** Standard deviation of a population: the mean squared deviation's root, divided by n. */
export const deviationOf = (values: Float32Array | Float64Array): number => {
  const mean = meanOf(values)
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return Math.sqrt(squares / values.length)
}
