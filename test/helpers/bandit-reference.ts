import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readCsv, readNpy } from './npy.ts'

const folder = fileURLToPath(new URL('../../../shared/reference/bandits/', import.meta.url))

/** Values of other libraries, beside the repository; absent on machines that do not have them. */
export const hasReference = existsSync(folder)

export interface ReferenceRow {
  readonly id: string
  readonly config: Readonly<Record<string, unknown>>
  readonly value: never
  readonly tolerance: { readonly abs?: number; readonly rel?: number; readonly mean_abs?: number }
}

/** Rows of one file, by id. */
export function referenceRows(file: string): Map<string, ReferenceRow> {
  const rows = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as ReferenceRow[]
  return new Map(rows.map((row) => [row.id, row]))
}

const arrays = new Map<string, Float64Array>()

/** A stored array as doubles; read once. */
export function referenceArray(name: string, divisor = 1): Float64Array {
  const known = arrays.get(name)
  if (known) return known
  const { values } = readNpy(`${folder}arrays/${name}.npy.gz`, divisor)
  arrays.set(name, values)
  return values
}

export const referenceTable = (name: string) => readCsv(`${folder}arrays/${name}.csv.gz`)

/** Whether two numbers agree within the row's tolerance: absolute or relative, whichever is looser. */
export function agrees(actual: number, expected: number, { abs = 0, rel = 0 }: ReferenceRow['tolerance']): boolean {
  return Math.abs(actual - expected) <= Math.max(abs, rel * Math.abs(expected))
}
