import { RecbenchError } from '../../contract/errors.ts'
import { real } from '../../contract/settings.ts'
import { defineSplit, foldOf, refuseEmpty } from './split.ts'

/**
 * Global time: everything before one moment is training, everything from it on is the test, so that nothing is learned from the future. The moment is
 * that of the event at the training share; events of that same second are all in the test.
 *
 * Y. Ji, A. Sun, J. Zhang, C. Li (2023). A Critical Study on Data Leakage in Recommender System Offline Evaluation. TOIS 41(3).
 * doi:10.1145/3569930
 */
export const time = defineSplit({
  kind: 'time',
  title: 'Global time',
  summary: 'Events before one moment are training, events from it on are the test.',
  needsTimes: true,
  settings: {
    train: real({ default: 0.8, minimum: 0.01, maximum: 0.99, help: 'Share of the events that come first.' }),
  },
  makeFolds({ user: { length: rows }, time: times }, { train }) {
    if (!times)
      throw new RecbenchError('invalid-parameter', 'A time split needs times, and this log has none.', {
        remedy: 'Name the time column on import, or choose kfold, loo or ratio.',
      })
    const moment = times.slice().sort()[Math.min(rows - 1, Math.floor(rows * train))]!
    return [
      refuseEmpty(
        foldOf(rows, (row) => times[row]! >= moment),
        `A time split with a training share of ${train}`,
        'Choose another share, or another split when all events have one time.',
      ),
    ]
  },
})
