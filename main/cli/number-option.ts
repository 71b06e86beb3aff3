import { RecbenchError } from '../contract/errors.ts'

/**
 * The number that an option says; undefined when it is absent.
 *
 * @throws RecbenchError `invalid-parameter` for what is no number
 */
export function readNumber(option: string, word: string | undefined): number | undefined {
  if (word === undefined) return undefined
  if (word.trim() !== '' && Number.isFinite(Number(word))) return Number(word)
  throw new RecbenchError('invalid-parameter', `--${option} says "${word}", which is not a number.`)
}
