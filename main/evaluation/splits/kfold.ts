import { RecbenchError } from '../../contract/errors.ts'
import { integer } from '../../contract/settings.ts'
import { defineSplit, foldOf } from './split.ts'

/**
 * k-fold over interactions: rows are shuffled by the seed and dealt into k parts whose sizes differ by at most one; each part is the test once.
 * Ignores time: most test events are older than some training event of the same user, as the leak audit says.
 */
export const kfold = defineSplit({
  kind: 'kfold',
  title: 'k-fold',
  summary: 'Events are dealt at random into k parts; each part is the test once.',
  needsTimes: false,
  settings: {
    folds: integer({ default: 5, minimum: 2, maximum: 100, help: 'Number of parts; each is the test once.' }),
  },
  makeFolds({ user: { length: rows } }, { folds }, random) {
    if (!Number.isInteger(folds) || folds < 2)
      throw new RecbenchError(
        'invalid-parameter',
        `A k-fold split with ${folds} fold${folds === 1 ? '' : 's'} has no training part.`,
        {
          remedy: 'Choose 2 or more folds.',
        },
      )
    if (folds > rows)
      throw new RecbenchError('invalid-parameter', `${folds} folds are more than the ${rows} events of the log.`, {
        remedy: `Choose ${rows >= 2 ? `2 to ${rows} folds` : 'a log with 2 or more events'}.`,
      })
    const part = new Int32Array(rows)
    const order = random.shuffle(Int32Array.from({ length: rows }, (_, row) => row))
    order.forEach((row, position) => (part[row] = position % folds))
    return Array.from({ length: folds }, (_, fold) => foldOf(rows, (row) => part[row] === fold))
  },
})
