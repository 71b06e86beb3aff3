import { defineSplit, foldOf, refuseEmpty } from './split.ts'

/**
 * Leave one out: the latest event of each user is the test, by time where the log has times (the later row among equal times), otherwise the last
 * row. A user with a single event stays in training, so that nobody is tested without a history.
 *
 * X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua (2017). Neural Collaborative Filtering. WWW '17. doi:10.1145/3038912.3052569
 */
export const loo = defineSplit({
  kind: 'loo',
  title: 'Leave one out',
  summary: 'The latest event of each user is the test; users with a single event stay in training.',
  needsTimes: false,
  settings: {},
  makeFolds({ users, user, time }) {
    const latest = new Int32Array(users).fill(-1)
    const events = new Int32Array(users)
    user.forEach((owner, row) => {
      events[owner]!++
      const held = latest[owner]!
      if (held < 0 || !time || time[row]! >= time[held]!) latest[owner] = row
    })
    const isTest = (row: number) => events[user[row]!]! > 1 && latest[user[row]!] === row
    return [
      refuseEmpty(
        foldOf(user.length, isTest),
        'Leave one out on a log in which no user has 2 events',
        'Choose another split.',
      ),
    ]
  },
})
