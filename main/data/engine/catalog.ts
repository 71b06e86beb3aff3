import type { DatasetDetail } from '../../contract/api/data.ts'
import { RecbenchError } from '../../contract/errors.ts'
import { datasetNamePattern } from '../../contract/ids.ts'
import type { Session } from './database.ts'
import { quoteText } from './values.ts'

/** A data set as the workspace keeps it. */
export interface CatalogEntry {
  readonly detail: DatasetDetail
  /** Schema of the database that holds its tables. */
  readonly schema: string
  /** What the file was when it was read: path, size, time of change and options. */
  readonly fingerprint: string
}

export async function createCatalog(session: Session): Promise<void> {
  await session.run(`CREATE TABLE IF NOT EXISTS datasets (name VARCHAR PRIMARY KEY, schema_name VARCHAR, fingerprint VARCHAR, imported_at VARCHAR, detail VARCHAR);
    CREATE SEQUENCE IF NOT EXISTS schema_numbers`)
}

export async function listEntries(session: Session): Promise<readonly CatalogEntry[]> {
  const rows = await session.rows(
    'SELECT detail, schema_name, fingerprint FROM datasets ORDER BY imported_at DESC, name',
  )
  return rows.map(toEntry)
}

const toEntry = ([detail, schema, fingerprint]: readonly unknown[]): CatalogEntry => ({
  detail: JSON.parse(String(detail)) as DatasetDetail,
  schema: String(schema),
  fingerprint: String(fingerprint),
})

/** Errors: `not-found`, with the names that exist. */
export async function findEntry(session: Session, name: string): Promise<CatalogEntry> {
  const [row] = await session.rows(
    `SELECT detail, schema_name, fingerprint FROM datasets WHERE name = ${quoteText(name)}`,
  )
  if (row) return toEntry(row)
  const names = (await session.rows('SELECT name FROM datasets ORDER BY name LIMIT 10')).map(
    ([known]) => `"${String(known)}"`,
  )
  throw new RecbenchError('not-found', `The workspace has no data set "${name}".`, {
    remedy: names.length > 0 ? `It has ${names.join(', ')}.` : 'It is empty: import a file or open a sample first.',
  })
}

export async function nextSchema(session: Session): Promise<string> {
  const [number] = await session.row(`SELECT nextval('schema_numbers')`)
  return `s${String(number)}`
}

export async function saveEntry(session: Session, { detail, schema, fingerprint }: CatalogEntry): Promise<void> {
  const values = [detail.name, schema, fingerprint, detail.importedAt, JSON.stringify(detail)].map(quoteText).join(', ')
  await session.run(`INSERT OR REPLACE INTO datasets VALUES (${values})`)
}

/**
 * The enumerations of users and items of a data set that is stored by codes. They lie outside its schema: a database that was not closed could not be opened again, for DuckDB
 * 1.5 does not find a type in another schema than `main` when it replays the log of the last changes.
 */
export const codeTypes = (schema: string) => ({ user: `${schema}_user_id`, item: `${schema}_item_id` })

export async function removeEntry(session: Session, { schema, detail }: CatalogEntry): Promise<void> {
  const { user, item } = codeTypes(schema)
  await session.run(
    `DROP SCHEMA ${schema} CASCADE; DROP TYPE IF EXISTS ${user}; DROP TYPE IF EXISTS ${item}; DELETE FROM datasets WHERE name = ${quoteText(detail.name)}`,
  )
}

/** Errors: `invalid-parameter` for a name that could not be a folder. */
export function checkName(name: string): void {
  if (datasetNamePattern.test(name)) return
  throw new RecbenchError('invalid-parameter', `"${name}" cannot be the name of a data set.`, {
    remedy: 'Use up to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit.',
  })
}

const vague = /^(u|u\d|ua|ub|data|train|test|ratings?|interactions?|events?|log|random|women|user|reviews?)$/i

/** A name for the data of a file: its own, or with its folder's where it is too vague, made safe and unique. */
export function suggestName(file: string, folder: string, taken: ReadonlySet<string>): string {
  const stem = file
    .replace(/\.(gz|zip)$/i, '')
    .replace(/\.(csv|tsv|txt|dat|data|json|jsonl|ndjson|parquet|inter|log|base|test|ascii)$/i, '')
  const base = slug(vague.test(stem) ? `${folder}-${stem}` : stem) || 'log'
  const lower = new Set([...taken].map((name) => name.toLowerCase()))
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}-${i}`
    if (!lower.has(name.toLowerCase())) return name
  }
}

const slug = (text: string) =>
  text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[^\p{L}\p{N}]+|[.-]+$/gu, '')
    .slice(0, 56)
