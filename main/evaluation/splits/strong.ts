import { splitSettings } from '../../contract/splits.ts'
import { defineSplit, foldOf, part, refuseEmpty } from './split.ts'
import { drawShare, eventsOf, rowsByUser, usersWith } from './users.ts'

/**
 * Strong generalisation: a random share of the users is held out of training altogether. Of each held-out user a share of the events is shown to the trained model,
 * which folds them in, and the others are the test.
 *
 *   train = events of the other users;  |shown of u| = round(share · |events of u|), at least 1 and fewer than all
 *
 * Users with a single event are never held out. A model that cannot fold in a history is refused. Use it to test recommendations for people who were not there when
 * the model was trained, and to compare with the papers on autoencoders; they show 80 % at random.
 *
 * B. Marlin (2004). Collaborative Filtering: A Machine Learning Perspective. Master's thesis, University of Toronto.
 * D. Liang, R. Krishnan, M. Hoffman, T. Jebara (2018). Variational Autoencoders for Collaborative Filtering. WWW '18. doi:10.1145/3178876.3186150
 */
export const strong = defineSplit({
  kind: 'strong',
  title: 'Held-out users',
  summary: 'Users whom no model was trained on; each model is shown a part of their events and tested on the rest.',
  source: "Marlin 2004; Liang, Krishnan, Hoffman & Jebara 2018, WWW '18, doi:10.1145/3178876.3186150",
  needsTimes: false,
  settings: splitSettings.strong,
  makeFolds(log, { users: share, foldIn, order }, random) {
    const byUser = rowsByUser(log)
    const marks = new Uint8Array(log.user.length)
    const eligible = usersWith(byUser, 2)
    for (const user of eligible.length === 0 ? eligible : drawShare(eligible, share, random)) {
      const events = eventsOf(byUser, user, order === 'random' ? random : undefined)
      const shown = Math.max(1, Math.min(events.length - 1, Math.round(events.length * foldIn)))
      events.forEach((row, position) => (marks[row] = position < shown ? part.foldIn : part.test))
    }
    return [
      refuseEmpty(
        foldOf(marks),
        `Holding out ${share} of the ${eligible.length} users with 2 or more events`,
        'Choose another share, or another split.',
      ),
    ]
  },
})
