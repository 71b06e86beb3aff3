import type { Interactions } from '../../data/interactions.ts'
import type { KernelMemory } from '../../kernels/memory.ts'
import type { RatingTables } from '../../kernels/reference/learn-ratings.ts'
import { byUserInLogOrder } from '../rated.ts'
import type { FactorState } from './rating-factors.ts'

/** Doubles of a row of factors in whole lanes. */
export const widthOf = (factors: number): number => 2 * Math.ceil(factors / 2)

/** Ratings, user by user in the order of the log, and the factors and biases of a state, for kernels. */
export function placeRatings(
  memory: KernelMemory,
  interactions: Interactions,
  value: Float32Array,
  state: FactorState,
): RatingTables {
  const { factors } = state
  const order = byUserInLogOrder(interactions)
  const users = memory.integers(order.length)
  const items = memory.integers(order.length)
  const values = memory.floats(order.length)
  order.forEach((row, at) => {
    users[at] = interactions.user[row]!
    items[at] = interactions.item[row]!
    values[at] = value[row]!
  })
  return {
    users,
    items,
    values,
    userFactors: placeRows(memory, state.userFactors, factors),
    itemFactors: placeRows(memory, state.itemFactors, factors),
    width: widthOf(factors),
    userBias: memory.putDoubles(state.userBias),
    itemBias: memory.putDoubles(state.itemBias),
  }
}

/** A copy of what was learned, in place of what the state began with. */
export const readRatings = (tables: RatingTables, state: FactorState): FactorState => ({
  ...state,
  userFactors: readRows(tables.userFactors, state.factors),
  itemFactors: readRows(tables.itemFactors, state.factors),
  userBias: tables.userBias.slice(),
  itemBias: tables.itemBias.slice(),
})

export function placeRows(memory: KernelMemory, rows: Float64Array, factors: number): Float64Array {
  const width = widthOf(factors)
  const into = memory.doubles((rows.length / factors) * width)
  for (let row = 0; row * factors < rows.length; row++)
    into.set(rows.subarray(row * factors, (row + 1) * factors), row * width)
  return into
}

export function readRows(rows: Float64Array, factors: number): Float64Array {
  const width = widthOf(factors)
  const into = new Float64Array((rows.length / width) * factors)
  for (let row = 0; row * width < rows.length; row++)
    into.set(rows.subarray(row * width, row * width + factors), row * factors)
  return into
}

/** Where parts of about so many ratings end; all ratings of a user are in one part. */
export function partsOf({ users }: RatingTables, size: number): number[] {
  const ends: number[] = []
  for (let at = 0; at < users.length;) {
    at = Math.min(at + size, users.length)
    while (at < users.length && users[at] === users[at - 1]) at++
    ends.push(at)
  }
  return ends
}
