import { splitSettings } from '../../contract/splits.ts'
import { holdOutLast } from './last.ts'
import { defineSplit, refuseEmpty } from './split.ts'

/**
 * Leave one out: the latest event of each user is the test, by time where the log has times (the later row among equal times), otherwise the last
 * row. A user with a single event stays in training, so that nobody is tested without a history. Use it to compare with papers on sequential
 * recommendation and on NCF; events of others may lie in the future of a test event, as the audit says.
 *
 * X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua (2017). Neural Collaborative Filtering. WWW '17. doi:10.1145/3038912.3052569
 */
export const loo = defineSplit({
  kind: 'loo',
  title: 'Leave one out',
  summary: 'The latest event of each user is the test; users with a single event stay in training.',
  source: "He et al. 2017, WWW '17, doi:10.1145/3038912.3052569",
  needsTimes: false,
  settings: splitSettings.loo,
  makeFolds: (log) => [
    refuseEmpty(holdOutLast(log, 1), 'Leave one out on a log in which no user has 2 events', 'Choose another split.'),
  ],
})
