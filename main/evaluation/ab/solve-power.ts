import { RecbenchError } from '../../contract/errors.ts'
import { invertFalling } from '../../math/special-functions.ts'
import { requireProbability } from './arms.ts'

/**
 * The value from `low` upwards at which a power that rises with it reaches what is wanted; `low` when it is reached there already.
 *
 * @param what the value is, for the message
 * @throws RecbenchError `invalid-parameter` unless 0 < power < 1, or when no value up to `limit` reaches it
 */
export function reachPower(
  what: string,
  power: number,
  of: (value: number) => number,
  low: number,
  limit: number,
): number {
  requireProbability('power', power)
  if (of(low) >= power) return low
  let high = Math.min(limit, low + 1)
  while (of(high) < power && high < limit) high = Math.min(limit, 2 * high)
  if (!(of(high) >= power))
    throw new RecbenchError('invalid-parameter', `No ${what} up to ${limit} reaches a power of ${power}.`, {
      remedy: 'Ask for less power, or plan for a larger effect or more units.',
    })
  return invertFalling((value) => -of(value), -power, low, high)
}
