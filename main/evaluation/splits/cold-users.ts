import { splitSettings } from '../../contract/splits.ts'
import { defineSplit, foldOf, part, refuseEmpty } from './split.ts'
import { drawShare, eventsOf, rowsByUser, usersWith } from './users.ts'

/**
 * New users: a random share of the users is new; their events are the test, and nothing of them is in training.
 *
 *   train = events of the other users;  |shown of u| = round(share · |events of u|), the earliest, fewer than all
 *
 * With a share of 0 a model knows nothing of a new user and falls back: to what is popular, or to features of users. With a share above 0 it folds the first events
 * in, as in a warm-up; a model that cannot is refused.
 *
 * A. Schein, A. Popescul, L. Ungar, D. Pennock (2002). Methods and Metrics for Cold-Start Recommendations. SIGIR '02. doi:10.1145/564376.564421
 */
export const coldUsers = defineSplit({
  kind: 'cold-users',
  title: 'New users',
  summary: 'Users of whom training has no event, or whose first events only are shown.',
  source: "Schein, Popescul, Ungar & Pennock 2002, SIGIR '02, doi:10.1145/564376.564421",
  needsTimes: false,
  settings: splitSettings['cold-users'],
  makeFolds(log, { share, foldIn }, random) {
    const byUser = rowsByUser(log)
    const marks = new Uint8Array(log.user.length)
    for (const user of drawShare(usersWith(byUser, 1), share, random)) {
      const events = eventsOf(byUser, user)
      const shown = Math.min(events.length - 1, Math.round(events.length * foldIn))
      events.forEach((row, position) => (marks[row] = position < shown ? part.foldIn : part.test))
    }
    return [refuseEmpty(foldOf(marks), `Taking ${share} of the users as new`, 'Choose another share.')]
  },
})
