import { RecbenchError } from '../../contract/errors.ts'
import { defineSplit } from './split.ts'

/** The user's own split: pairs of files, each a training part and a test part. The folds come with the data, so there is nothing to compute. */
export const given = defineSplit({
  kind: 'given',
  title: 'Given files',
  summary: 'Pairs of files with your own training and test parts.',
  needsTimes: false,
  settings: {},
  makeFolds() {
    throw new RecbenchError('invalid-parameter', 'A given split needs the files of its folds.', {
      remedy: 'Name them as pairs of training and test file, such as --fold u1.base,u1.test.',
    })
  },
})
