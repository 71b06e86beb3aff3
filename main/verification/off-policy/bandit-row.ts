import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { readNpy } from '../npy.ts'
import { familyFolder, readRows } from '../reference-files.ts'
import { compareNumber, type VerifiedRow } from '../row.ts'
import type { Places } from '../section.ts'

/** A number of a reference; not a number and the infinities are words. */
export type Given = number | 'NaN' | 'Infinity' | '-Infinity'

export interface Tolerance {
  readonly abs?: number
  readonly rel?: number
}

/** One row of a file of the bandit family. */
export interface BanditRow {
  readonly id: string
  readonly library: string
  readonly data: readonly string[]
  readonly config: Readonly<Record<string, unknown>>
  readonly value: Readonly<Record<string, unknown>>
  readonly deterministic: boolean
  readonly tolerance: Tolerance & Readonly<Record<string, unknown>>
  readonly note: string
}

export const readBanditRows = (places: Places, file: string): BanditRow[] =>
  readRows<BanditRow>(places, 'bandits', file)

/** Arrays that a row names, each read once. */
export class RowArrays {
  readonly #read = new Map<string, { shape: number[]; values: Float64Array }>()
  readonly #folder: string

  constructor(places: Places, file: string) {
    this.#folder = familyFolder(places, 'bandits', file)!
  }

  has(row: BanditRow, name: string): boolean {
    return placeOf(row, name) !== undefined
  }

  /**
   * @param name the part of the file's name after that of the log: `pi_e` for `arrays/log-1.pi_e.npy.gz`
   * @throws RecbenchError `bad-input` when the row names no such array
   */
  values(row: BanditRow, name: string, divisor = 1): Float64Array {
    return this.array(row, name, divisor).values
  }

  array(row: BanditRow, name: string, divisor = 1): { shape: number[]; values: Float64Array } {
    const place = placeOf(row, name)
    if (place === undefined) throw new RecbenchError('bad-input', `The row ${row.id} names no array "${name}".`)
    const known = this.#read.get(place)
    if (known) return known
    const read = readNpy(path.join(this.#folder, place), divisor)
    this.#read.set(place, read)
    return read
  }
}

const placeOf = ({ data }: BanditRow, name: string) => data.find((place) => place.endsWith(`.${name}.npy.gz`))

/** Compared within the absolute or the relative tolerance, whichever is looser. */
export function compareGiven(
  id: string,
  metric: string,
  ours: number | null | undefined,
  given: Given,
  { abs = 0, rel = 0 }: Tolerance,
  note = '',
): VerifiedRow {
  const reference = Number(given)
  const tolerance = Number.isFinite(reference) ? Math.max(abs, rel * Math.abs(reference)) : 0
  if (!Number.isFinite(reference) && ours === reference)
    return { id, metric, ours, reference, difference: 0, tolerance, verdict: 'pass', note }
  return compareNumber(id, metric, ours, reference, tolerance, note)
}
