import os from 'node:os'
import type { ModelEstimate } from '../../contract/api/runs.ts'
import { RecbenchError } from '../../contract/errors.ts'

/**
 * Refuses a model that all the memory of the machine could not hold; what is free at the moment decides nothing, because an estimate may be twice too high.
 *
 * @throws RecbenchError `does-not-fit`
 */
export function refuseMisfit({ label, bytes }: ModelEstimate, memory = os.totalmem()): void {
  if (bytes <= memory) return
  const gigabytes = (amount: number) => `${(amount / 1e9).toFixed(1)} GB`
  throw new RecbenchError(
    'does-not-fit',
    `${label} takes about ${gigabytes(bytes)} of memory, and this machine has ${gigabytes(memory)}.`,
    { remedy: 'Lower its dimensions, or keep fewer users and items, for example by a k-core in the recipe.' },
  )
}
