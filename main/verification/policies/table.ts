import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { readCsv, readNpy } from '../npy.ts'
import { familyFolder } from '../reference-files.ts'
import type { Places } from '../section.ts'

/** A row of the reference values on policies. */
export interface PolicyRow {
  readonly id: string
  readonly library: string
  readonly data: readonly string[]
  readonly config: Readonly<Record<string, unknown>>
  readonly value: Readonly<Record<string, unknown>>
  readonly tolerance: Readonly<Record<string, unknown>> | null
  readonly note: string
}

/** What every arm would have paid in each round, known for all arms. */
export interface RewardTable {
  readonly rounds: number
  readonly arms: number
  /** One context per round. */
  readonly contexts: readonly Float64Array[]
  /** Row-major, rounds × arms. */
  readonly binary: Float64Array
  readonly real: Float64Array
}

/** Reads the table that the files of a row make up: `….context.csv.gz`, `….reward_binary.npy.gz` and `….reward_real.csv.gz`. */
export function readTable(row: PolicyRow, places: Places): RewardTable {
  const { shape, values } = readNpy(fileOf(row, '.reward_binary.npy.gz', places))
  const [rounds, arms] = shape as [number, number]
  const columns = Object.values(readCsv(fileOf(row, '.context.csv.gz', places)))
  const real = Object.values(readCsv(fileOf(row, '.reward_real.csv.gz', places)))
  return {
    rounds,
    arms,
    contexts: Array.from({ length: rounds }, (_, round) => Float64Array.from(columns, (column) => column[round]!)),
    binary: values,
    real: Float64Array.from({ length: rounds * arms }, (_, i) => real[i % arms]![Math.floor(i / arms)]!),
  }
}

/** The arms of a stored trace: the column that the row names, or the one with the row's own name. */
export function readTrace(row: PolicyRow, places: Places): Float64Array {
  const place = row.data.find((name) => name.includes('.traces.csv.gz'))
  const named = / column (.+)$/.exec(place ?? '')?.[1] ?? row.id.replace(/^[^.]*\./, '')
  const trace = readCsv(fileOf(row, '.traces.csv.gz', places))[named]
  if (!trace) throw new RecbenchError('bad-input', `The traces of ${row.id} have no column "${named}".`)
  return trace
}

/** @throws RecbenchError `bad-input` when the row names no file that ends so */
export function fileOf(row: PolicyRow, ending: string, places: Places): string {
  const name = row.data.map((place) => place.split(' ')[0]!).find((place) => place.endsWith(ending))
  if (name === undefined) throw new RecbenchError('bad-input', `The row ${row.id} names no file *${ending}.`)
  const folder = ['policies.json', 'indices.json'].map((file) => familyFolder(places, 'bandits', file)).find(Boolean)
  return path.join(folder ?? places.reference, name)
}
