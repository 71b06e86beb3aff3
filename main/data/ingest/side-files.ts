import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import type { ReadingOptions } from '../../contract/experiment.ts'
import { collect, guessEncoding, once, toUtf8 } from './encoding.ts'
import { guessLayout } from './layout.ts'
import { fieldText, readRecords } from './records.ts'
import { openSource, readHead, type Source } from './source.ts'

/** A file beside the log that describes its items or users. */
export interface SideFile {
  readonly source: Source
  readonly options: ReadingOptions
  /** Names of the columns where the file has no header. */
  readonly names: readonly string[] | null
  readonly key: string
}

export type Entity = 'user' | 'item'

const genres =
  'unknown Action Adventure Animation Children Comedy Crime Documentary Drama Fantasy Film-Noir Horror Musical Mystery Romance Sci-Fi Thriller War Western'.split(
    ' ',
  )

/** Files of the MovieLens editions that have no header. */
const known: Readonly<Record<string, { entity: Entity; options: ReadingOptions; names: readonly string[] }>> = {
  'u.item': {
    entity: 'item',
    options: { delimiter: '|', header: false },
    names: ['item', 'title', 'release date', 'video release date', 'address', ...genres],
  },
  'u.user': {
    entity: 'user',
    options: { delimiter: '|', header: false },
    names: ['user', 'age', 'sex', 'occupation', 'zip'],
  },
  'movies.dat': { entity: 'item', options: { delimiter: '::', header: false }, names: ['item', 'title', 'genres'] },
  'users.dat': {
    entity: 'user',
    options: { delimiter: '::', header: false },
    names: ['user', 'sex', 'age', 'occupation', 'zip'],
  },
}

const largest = 64 * 2 ** 20
const mostFiles = 40
export const normalName = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** The key of a file that was named to describe the log's items or users. */
const keyNames: Readonly<Record<Entity, RegExp>> = {
  item: /^(item|movie|product|book|artist|news|song|anime|business|asset|article|merchant|sku)s?(id|code|no)?$|^(id|asin|sku|stockcode)$/,
  user: /^(user|customer|member|reader|visitor)s?(id|code|no)?$|^id$/,
}

/**
 * Opens the file that the person named. Its key is the column that was named, else the one called as the log's, else one with a well-known name, else the first.
 * Errors: `not-found`, `bad-input`, `invalid-parameter` for a key that is no column.
 */
export async function openSideFile(
  file: string,
  entity: Entity,
  column: string,
  key: string | undefined,
): Promise<SideFile> {
  const source = await openSource(file)
  const movieLens = known[path.basename(file).replace(/\.gz$/, '')]
  if (movieLens?.entity === entity) {
    const { options, names } = movieLens
    return { source, options, names, key: pickKey(file, names, entity, column, key) }
  }
  if (source.kind !== 'text')
    throw new RecbenchError('bad-input', `The table of ${entity}s "${source.name}" is not a text file.`, {
      where: source.path,
      remedy: 'Write it as CSV, TSV or a RecBole file, one line per key.',
    })
  const { head } = await readHead(source.chunks(), 2 ** 16)
  const text = await collect(toUtf8(once(head.subarray(0, head.lastIndexOf(10) + 1)), guessEncoding(head)))
  const { columns } = await guessLayout(source.name, text, { header: true })
  return { source, options: { header: true }, names: null, key: pickKey(file, columns, entity, column, key) }
}

function pickKey(
  file: string,
  columns: readonly string[],
  entity: Entity,
  column: string,
  key: string | undefined,
): string {
  const find = (fits: (name: string) => boolean) => columns.find((name) => fits(normalName(name)))
  if (key === undefined)
    return find((name) => name === normalName(column)) ?? find((name) => keyNames[entity].test(name)) ?? columns[0]!
  const named = /^\d+$/.test(key) ? columns[Number(key) - 1] : find((name) => name === normalName(key))
  if (named !== undefined) return named
  throw new RecbenchError('invalid-parameter', `The table of ${entity}s has no column "${key}".`, {
    where: file,
    remedy: `Its columns are ${columns.slice(0, 20).join(', ')}.`,
  })
}

/** Finds the file in the log's folder that has one line per user or item of the log: by its well-known name, or because a column of distinct values has the name of the log's. */
export async function findSideFile(log: Source, entity: Entity, column: string): Promise<SideFile | null> {
  const folder = path.dirname(log.path)
  const names = readdirSync(folder)
    .filter((name) => name !== path.basename(log.path) && /\.(csv|tsv|txt|dat|item|user)(\.gz)?$/i.test(name))
    .filter((name) => fits(path.join(folder, name)))
  const movieLens = names.find((name) => known[name.replace(/\.gz$/, '')]?.entity === entity)
  if (movieLens && /^(user|item|user_?id|movie_?id|item_?id|userID|movieID)$/i.test(column)) {
    const { options, names: columns } = known[movieLens.replace(/\.gz$/, '')]!
    return { source: await openSource(path.join(folder, movieLens)), options, names: columns, key: columns[0]! }
  }
  const found: { file: SideFile; score: number }[] = []
  for (const name of names.slice(0, mostFiles)) {
    const candidate = await inspect(path.join(folder, name), column)
    if (candidate) found.push(candidate)
  }
  return found.sort((a, b) => b.score - a.score)[0]?.file ?? null
}

const fits = (file: string) => {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats !== undefined && stats.isFile() && stats.size > 0 && stats.size < largest
}

async function inspect(file: string, column: string): Promise<{ file: SideFile; score: number } | null> {
  try {
    const source = await openSource(file)
    if (source.kind !== 'text') return null
    const { head } = await readHead(source.chunks(), 2 ** 16)
    const text = await collect(toUtf8(once(head.subarray(0, head.lastIndexOf(10) + 1)), guessEncoding(head)))
    const layout = await guessLayout(source.name, text, {}).catch(() => null)
    const key = layout?.header ? layout.columns.find((name) => normalName(name) === normalName(column)) : undefined
    if (!layout || key === undefined) return null
    const position = layout.columns.indexOf(key)
    const keys: string[] = []
    await readRecords(once(text), layout.dialect, {
      record: (_, bytes, fields) => void (fields.count > position && keys.push(fieldText(bytes, fields, position))),
      fault: () => undefined,
      flush: async () => undefined,
    })
    if (new Set(keys).size < keys.length || layout.columns.length < 2) return null
    const described = layout.columns.filter((name) =>
      /title|name|genre|categor|description|cuisine|brand/i.test(name),
    ).length
    return { file: { source, options: {}, names: null, key }, score: described * 10 + layout.columns.length }
  } catch (error) {
    if (error instanceof RecbenchError) return null
    throw error
  }
}
