import { splitSettings } from '../../contract/splits.ts'
import { defineSplit, foldOf, numbersTo, part, refuseEmpty } from './split.ts'
import { eventsOf, heldOut, rowsByUser } from './users.ts'

/**
 * Random ratio: a random share of the events, rounded to whole events, is training; the rest is the test. By user, the share is drawn from the events of every
 * user, who keeps at least one in training (a stratified split); with repeats it is drawn again.
 *
 *   |train| = round(share · |log|)
 *
 * Ignores time, as k-fold does. Use it for a quick look, or to compare with papers that hold out 20 % at random.
 *
 * Z. Meng, R. McCreadie, C. Macdonald, I. Ounis (2020). Exploring Data Splitting Strategies for the Evaluation of Recommendation Models. RecSys '20.
 * doi:10.1145/3383313.3418479
 */
export const ratio = defineSplit({
  kind: 'ratio',
  title: 'Random ratio',
  summary: 'A random share of the events is training, the rest is the test.',
  source: "Meng, McCreadie, Macdonald & Ounis 2020, RecSys '20, doi:10.1145/3383313.3418479",
  needsTimes: false,
  settings: splitSettings.ratio,
  makeFolds(log, { train, by, repeats }, random) {
    const rows = log.user.length
    const groups = by === 'user' ? rowsByUser(log) : undefined
    const draw = () => {
      const marks = new Uint8Array(rows)
      const hold = (events: Int32Array) => events.forEach((row) => (marks[row] = part.test))
      if (!groups) hold(random.shuffle(numbersTo(rows)).subarray(Math.round(rows * train)))
      else
        for (let user = 0; user < log.users; user++) {
          const events = eventsOf(groups, user, random)
          hold(events.subarray(events.length - heldOut(events.length, 1 - train)))
        }
      return refuseEmpty(
        foldOf(marks),
        `A random split with a training share of ${train} of ${by === 'user' ? 'the events of each user' : `${rows} events`}`,
        'Choose another share.',
      )
    }
    return Array.from({ length: repeats }, draw)
  },
})
