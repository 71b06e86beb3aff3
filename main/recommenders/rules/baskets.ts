import { RecbenchError } from '../../contract/errors.ts'
import type { Interactions } from '../../data/interactions.ts'
import type { Baskets } from '../../math/association/fp-growth.ts'

/** A basket is all that a user had, or what a user had in one visit. */
export const basketKinds = ['history', 'visit'] as const
export type BasketKind = (typeof basketKinds)[number]

/** Training items of every user who has some. */
export function historyBaskets({ users, items, byUser }: Interactions): Baskets {
  const { offsets, indices } = byUser
  const filled = [0]
  for (let user = 0; user < users; user++) if (offsets[user + 1]! > offsets[user]!) filled.push(offsets[user + 1]!)
  return { count: filled.length - 1, size: items, offsets: Int32Array.from(filled), items: indices }
}

/**
 * Distinct items of every visit: events of a user with less than `minutes` between one and the next. Events of one invoice have one time, so that a gap of
 * 0 minutes makes each invoice a basket.
 *
 * @throws RecbenchError `bad-input` for a log without times
 */
export function visitBaskets({ users, items, user, item, time }: Interactions, minutes: number): Baskets {
  if (!time)
    throw new RecbenchError('bad-input', 'The log has no times, so it has no visits.', {
      remedy: 'Set the basket to "history".',
    })
  const order = Array.from(user.keys()).sort((a, b) => user[a]! - user[b]! || time[a]! - time[b]! || a - b)
  const offsets = [0]
  const held: number[] = []
  const last = new Int32Array(items).fill(-1)
  order.forEach((row, place) => {
    const before = order[place - 1]
    const begins =
      before === undefined || user[before] !== user[row] || time[row]! - time[before]! > Math.max(0, minutes) * 60
    if (begins && held.length > 0) offsets.push(held.length)
    const basket = offsets.length - 1
    if (last[item[row]!] === basket) return
    last[item[row]!] = basket
    held.push(item[row]!)
  })
  if (held.length > 0) offsets.push(held.length)
  return {
    count: users === 0 ? 0 : offsets.length - 1,
    size: items,
    offsets: Int32Array.from(offsets),
    items: Int32Array.from(held),
  }
}
