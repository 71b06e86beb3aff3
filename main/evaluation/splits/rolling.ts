import { RecbenchError } from '../../contract/errors.ts'
import { splitSettings } from '../../contract/splits.ts'
import { defineSplit, foldOf, needTimes, part, refuseEmpty } from './split.ts'

/**
 * Rolling windows: the last w · s of the events are cut into w windows in the order of time, each a test of what was learned before it.
 *
 *   fold k:  test = { e : t_k ≤ time(e) < t_(k+1) },  train = { e : time(e) < t_k },  t_k = time of the event at the share 1 − (w − k + 1) · s
 *
 * With a training share the training part is only the latest events before the window (a sliding window), otherwise all of them (a growing one). What lies
 * after a window, and before a sliding one, is not used in its fold; the audit counts it. Use it to see whether an order of models holds over time.
 *
 * P. Campos, F. Díez, I. Cantador (2014). Time-aware recommender systems: a comprehensive survey and analysis of existing evaluation protocols. UMUAI 24.
 * doi:10.1007/s11257-012-9136-x
 */
export const rolling = defineSplit({
  kind: 'rolling',
  title: 'Rolling windows',
  summary: 'Several test windows one after the other, each after all that its models learn from.',
  source: 'Campos, Díez & Cantador 2014, UMUAI 24, doi:10.1007/s11257-012-9136-x',
  needsTimes: true,
  settings: splitSettings.rolling,
  makeFolds({ user: { length: rows }, time: given }, { windows, test, train }) {
    const times = needTimes(given, 'rolling')
    if (windows * test >= 1)
      throw new RecbenchError(
        'invalid-parameter',
        `${windows} windows with ${test} of the events each leave no event for training.`,
        { remedy: 'Choose fewer or smaller windows.' },
      )
    const sorted = times.slice().sort()
    const startOf = (window: number) => Math.floor(rows * (1 - (windows - window) * test))
    const momentAt = (position: number) => sorted[Math.max(0, position)]!
    return Array.from({ length: windows }, (_, window) => {
      const from = momentAt(startOf(window))
      const until = window + 1 < windows ? momentAt(startOf(window + 1)) : Infinity
      const earliest = train > 0 ? momentAt(startOf(window) - Math.max(1, Math.round(rows * train))) : -Infinity
      const marks = Uint8Array.from(times, (when) => {
        if (when >= from) return when < until ? part.test : part.unused
        return when >= earliest ? part.train : part.unused
      })
      return refuseEmpty(
        foldOf(marks),
        `Window ${window + 1} of ${windows}`,
        'Choose fewer or larger windows; events of one second are never divided.',
      )
    })
  },
})
