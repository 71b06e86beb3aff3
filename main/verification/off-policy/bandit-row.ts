import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { readCsv, readNpy } from '../npy.ts'
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

/** Arrays that a row names, each read once, in the scale that the `arrays/index.….json` of their file states. */
export class RowArrays {
  readonly #read = new Map<string, { shape: number[]; values: Float64Array }>()
  readonly #folder: string
  readonly #scales: ReadonlyMap<string, number>

  constructor(places: Places, file: string) {
    this.#folder = familyFolder(places, 'bandits', file)!
    this.#scales = readScales(path.join(this.#folder, 'arrays', `index.${file}`))
  }

  has(row: BanditRow, name: string): boolean {
    return placeOf(row, name) !== undefined
  }

  /**
   * @param name the part of the file's name after that of the log: `pi_e` for `arrays/log-1.pi_e.npy.gz`
   * @throws RecbenchError `bad-input` when the row names no such array
   */
  values(row: BanditRow, name: string): Float64Array {
    return this.array(row, name).values
  }

  array(row: BanditRow, name: string): { shape: number[]; values: Float64Array } {
    const place = this.#place(row, name, 'npy')
    const known = this.#read.get(place)
    if (known) return known
    const read = readNpy(path.join(this.#folder, place), this.#scales.get(path.basename(place)) ?? 1)
    this.#read.set(place, read)
    return read
  }

  hasTable(row: BanditRow, name: string): boolean {
    return placeOf(row, name, 'csv') !== undefined
  }

  /** Columns of the table `arrays/LOG.NAME.csv.gz`, which need not be named by the row. */
  tableOf(log: string, name: string): Record<string, Float64Array> {
    return readCsv(path.join(this.#folder, 'arrays', `${log}.${name}.csv.gz`))
  }

  /** Columns of a table that a row names. Errors: as of `values`. */
  table(row: BanditRow, name: string): Record<string, Float64Array> {
    return readCsv(path.join(this.#folder, this.#place(row, name, 'csv')))
  }

  #place(row: BanditRow, name: string, kind: 'npy' | 'csv'): string {
    const place = placeOf(row, name, kind)
    if (place === undefined) throw new RecbenchError('bad-input', `The row ${row.id} names no array "${name}".`)
    return place
  }
}

const placeOf = ({ data }: BanditRow, name: string, kind = 'npy') =>
  data.find((place) => place.endsWith(`.${name}.${kind}.gz`))

/** What the integers of each stored array are to be divided by; arrays that are not in the index are taken as they are. */
function readScales(index: string): ReadonlyMap<string, number> {
  if (!existsSync(index)) return new Map()
  const entries = Object.entries(
    JSON.parse(readFileSync(index, 'utf8')) as Record<string, { divide_by: number | null }>,
  )
  return new Map(entries.map(([name, { divide_by: divisor }]) => [name, divisor ?? 1]))
}

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
