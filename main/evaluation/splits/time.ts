import { splitSettings } from '../../contract/splits.ts'
import { defineSplit, foldOf, needTimes, part, refuseEmpty } from './split.ts'

/**
 * Global time: everything before one moment t is training, everything from t on is the test, so that nothing is learned from the future.
 *
 *   train = { e : time(e) < t },  test = { e : time(e) ≥ t },  t = time of the event at the training share
 *
 * Events of the second t are all in the test. Use it wherever there are times: it is the only split here that answers what a model would have recommended then.
 * Users and items that appear only after t are in the test and cannot be known; the audit counts them.
 *
 * Y. Ji, A. Sun, J. Zhang, C. Li (2023). A Critical Study on Data Leakage in Recommender System Offline Evaluation. TOIS 41(3).
 * doi:10.1145/3569930
 */
export const time = defineSplit({
  kind: 'time',
  title: 'Global time',
  summary: 'Events before one moment are training, events from it on are the test.',
  source: 'Ji, Sun, Zhang & Li 2023, TOIS 41(3), doi:10.1145/3569930',
  needsTimes: true,
  settings: splitSettings.time,
  makeFolds({ user: { length: rows }, time: given }, { train }) {
    const times = needTimes(given, 'time')
    const moment = times.slice().sort()[Math.min(rows - 1, Math.floor(rows * train))]!
    return [
      refuseEmpty(
        foldOf(markFrom(times, moment)),
        `A time split with a training share of ${train}`,
        'Choose another share, or another split when all events have one time.',
      ),
    ]
  },
})

function markFrom(times: Float64Array, moment: number): Uint8Array {
  const marks = new Uint8Array(times.length)
  for (let row = 0; row < times.length; row++) marks[row] = times[row]! >= moment ? part.test : part.train
  return marks
}
