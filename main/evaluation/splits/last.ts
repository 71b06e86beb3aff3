import { splitSettings } from '../../contract/splits.ts'
import type { InteractionColumns } from '../../data/interactions.ts'
import type { Fold } from '../task.ts'
import { defineSplit, foldOf, part, refuseEmpty } from './split.ts'
import { eventsOf, heldOut, rowsByUser } from './users.ts'

/**
 * Last n: the n latest events of each user are the test, or the latest share of them.
 *
 *   test = { e of user u : at most n − 1 events of u are later }
 *
 * By time where the log has times (the later row among equal times), otherwise by row. A user with n events or fewer stays in training, so that nobody is tested
 * without a history. Use it to test every user alike; events of others may lie in the future of a test event, as the audit says.
 *
 * Z. Sun, D. Yu, H. Fang, J. Yang, X. Qu, J. Zhang, C. Geng (2020). Are We Evaluating Rigorously? RecSys '20. doi:10.1145/3383313.3412489
 */
export const last = defineSplit({
  kind: 'last',
  title: 'Last of each user',
  summary: 'The latest events of each user are the test; users with too few stay in training.',
  source: "Sun et al. 2020, RecSys '20, doi:10.1145/3383313.3412489",
  needsTimes: false,
  settings: splitSettings.last,
  makeFolds: (log, { items }) => [
    refuseEmpty(
      holdOutLast(log, items),
      `A split by the last ${items < 1 ? `${items} of the` : items} events of each user`,
      'Choose fewer events, or another split.',
    ),
  ],
})

export function holdOutLast(log: InteractionColumns, amount: number): Fold {
  const marks = new Uint8Array(log.user.length)
  const byUser = rowsByUser(log)
  for (let user = 0; user < log.users; user++) {
    const events = eventsOf(byUser, user)
    for (const row of events.subarray(events.length - heldOut(events.length, amount))) marks[row] = part.test
  }
  return foldOf(marks)
}
