import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { RecbenchError } from '../contract/errors.ts'
import type { Places } from './section.ts'

/** Training and test files of one fold, as a reference row names them: `data:ml-100k/u1.base.gz`. */
export interface FoldFiles {
  readonly train: string
  readonly test: string
}

/** One row of a file of reference values. Library, model and config together say what was computed. */
export interface ReferenceRow {
  readonly id: string
  readonly model: string
  readonly library: string
  readonly data: string
  readonly config: Readonly<Record<string, unknown>>
  readonly metrics: Readonly<Record<string, number | null>>
  readonly deterministic: boolean
  readonly tolerance: number
  readonly note: string
  readonly inputs?: {
    readonly folds: readonly FoldFiles[]
    readonly task: 'rating' | 'ranking'
    readonly threshold: number | null
  }
}

/** Folders below the reference folder in which a file may lie; a folder of one family has its files directly. */
export const families = ['classic', 'deep', 'bandits'] as const
export type Family = (typeof families)[number]

/** The folder of a family, or null: `reference/classic`, or the reference folder itself when the file is there. */
export function familyFolder({ reference }: Places, family: Family, file: string): string | null {
  const folder = [path.join(reference, family), reference].find((candidate) => existsSync(path.join(candidate, file)))
  return folder ?? null
}

/** Names of the JSON files of a family, in its folder below the reference folder or in the reference folder itself. */
export const listFamily = ({ reference }: Places, family: Family): string[] => [
  ...new Set(
    [path.join(reference, family), reference]
      .filter((folder) => existsSync(folder))
      .flatMap((folder) =>
        readdirSync(folder)
          .filter((file) => file.endsWith('.json'))
          .sort(),
      ),
  ),
]

/** Rows of a file of reference values; empty when the folder has no such file. */
export function readRows<Row = ReferenceRow>(places: Places, family: Family, file: string): Row[] {
  const folder = familyFolder(places, family, file)
  return folder === null ? [] : (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Row[])
}

/** The path of `data:…` or `reference:…`; `reference:` is the folder of the JSON file. */
export function resolvePlace(place: string, places: Places, folder: string): string {
  const [kind, relative] = place.split(/:(.*)/s) as [string, string]
  if (kind === 'data') return path.join(places.data, relative)
  if (kind === 'reference') return path.join(folder, relative)
  throw new RecbenchError(
    'bad-input',
    `The place "${place}" of a reference row begins with neither data: nor reference:.`,
  )
}

/** Text of a file that may be gzipped, under the name given or with or without `.gz`. Errors: `not-found`. */
export function readText(file: string): string {
  const found = [file, `${file}.gz`, file.replace(/\.gz$/, '')].find((candidate) => existsSync(candidate))
  if (!found) throw new RecbenchError('not-found', `There is no file ${file}.`, { remedy: 'Check the data folder.' })
  const bytes = readFileSync(found)
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
}
