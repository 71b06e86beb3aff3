import { RecbenchError } from '../contract/errors.ts'

/**
 * Refuses what cannot fit before memory is asked for.
 *
 * @param model who needs it, and `what` for, such as "EASE needs 12 GB for the weights between 40,981 items"
 * @throws RecbenchError `does-not-fit`
 */
export function refuseWhatCannotFit(bytes: number, what: string, remedy: string): void {
  const available = process.availableMemory()
  if (bytes <= available) return
  throw new RecbenchError(
    'does-not-fit',
    `${what} takes ${gigabytes(bytes)} of memory, and ${gigabytes(available)} are free.`,
    { remedy },
  )
}

const gigabytes = (bytes: number): string =>
  `${(bytes / 2 ** 30).toLocaleString('en', { maximumFractionDigits: 1 })} GB`
