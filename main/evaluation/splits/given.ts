import { RecbenchError } from '../../contract/errors.ts'
import { splitSettings } from '../../contract/splits.ts'
import { defineSplit } from './split.ts'

/**
 * The user's own split: for each fold a file with the training part and one with the test part, and where wanted one with the validation part, as RecBole writes them.
 * Events of a validation file are part of training, and settings are chosen on them. The folds come with the data, so there is nothing to compute. Use it to compare
 * with values that others published on the same files.
 */
export const given = defineSplit({
  kind: 'given',
  title: 'Given files',
  summary: 'Your own files with the training, test and, where wanted, validation part.',
  source: 'the files themselves',
  needsTimes: false,
  settings: splitSettings.given,
  makeFolds() {
    throw new RecbenchError('invalid-parameter', 'A given split needs the files of its folds.', {
      remedy: 'Name them as pairs of training and test file, such as --fold u1.base,u1.test.',
    })
  },
})
