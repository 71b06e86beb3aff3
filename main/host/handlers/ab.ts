import { readFile } from 'node:fs/promises'
import type { abCalls } from '../../contract/api/ab.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { planAbTest } from '../../evaluation/ab/plan-test.ts'
import { readAbTest } from '../../evaluation/ab/read-test.ts'
import { parseUnits, unitsOf } from '../read-units.ts'
import type { GroupHandlers } from './data.ts'

/** Planning and reading of A/B tests. */
export const abHandlers = (): GroupHandlers<typeof abCalls> => ({
  'ab/plan': (request) => planAbTest(request),
  async 'ab/read'({ counts, file, control, ...plan }) {
    if ((counts === undefined) === (file === undefined))
      throw new RecbenchError('invalid-parameter', 'An A/B test is read from counts or from a file.', {
        remedy: 'Give one of the two.',
      })
    if (counts) {
      const arms = { control: unitsOf(counts.control), treatment: unitsOf(counts.treatment) }
      return { a: 'control', b: 'treatment', ...readAbTest(arms, plan), interleaving: null }
    }
    const { names, ...arms } = parseUnits(await readText(file!), file!, control)
    return { a: names.control, b: names.treatment, ...readAbTest(arms, plan), interleaving: null }
  },
})

const readText = (file: string) =>
  readFile(file, 'utf8').catch((cause: unknown) => {
    throw new RecbenchError('not-found', `The file ${file} cannot be read.`, { where: file, cause })
  })
