import { real } from '../../contract/settings.ts'
import { defineSplit, foldOf, refuseEmpty } from './split.ts'

/** Random ratio: a random share of the events, rounded to whole events, is training; the rest is the test. Ignores time, as k-fold does. */
export const ratio = defineSplit({
  kind: 'ratio',
  title: 'Random ratio',
  summary: 'A random share of the events is training, the rest is the test.',
  needsTimes: false,
  settings: { train: real({ default: 0.8, minimum: 0.01, maximum: 0.99, help: 'Share of the events for training.' }) },
  makeFolds({ user: { length: rows } }, { train }, random) {
    const isTest = new Uint8Array(rows)
    const order = random.shuffle(Int32Array.from({ length: rows }, (_, row) => row))
    for (const row of order.subarray(Math.round(rows * train))) isTest[row] = 1
    return [
      refuseEmpty(
        foldOf(rows, (row) => isTest[row] === 1),
        `A random split with a training share of ${train} of ${rows} events`,
        'Choose another share.',
      ),
    ]
  },
})
