import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { RecbenchError } from '../../contract/errors.ts'
import { selectRows, type Interactions } from '../../data/interactions.ts'
import type { RankedUser } from '../../evaluation/metric.ts'
import { findRelevance, withListed } from '../../evaluation/relevance.ts'
import { readFolds, type ReadFolds } from '../read-folds.ts'
import { familyFolder, readRows, readText, type FoldFiles, type ReferenceRow } from '../reference-files.ts'
import type { Places } from '../section.ts'

export const metricsFile = 'd-metrics.json'

/** One set of lists with the data it is measured on. */
export interface ListSet {
  readonly read: ReadFolds
  readonly train: Interactions
  readonly test: Interactions
  /** By user: items, best first, with their scores; users without a list are absent. */
  readonly lists: ReadonlyMap<number, { readonly items: number[]; readonly scores: number[] }>
  readonly longest: number
  /** The rest of the name of the list file, such as `ease-lambda100`. */
  readonly slug: string
}

/** Names of the golden lists of the sets, after the fold and `-top20-`. */
const goldenLists: Readonly<Record<string, string>> = {
  popularity: 'popularity',
  itemknn: 'itemknn-cosine-K50',
  ease: 'ease-lambda100',
}

export const setOf = (row: ReferenceRow): string => row.model.replace(/^lists:/, '')

/**
 * Reads sets, the data of several sets once. A set is the golden list of its name, of users with test events only; or `d-SET.csv.gz` as it stands, with lists
 * of other users, short ones and none.
 *
 * @throws RecbenchError `not-found` when a file is not there
 */
export function listSetReader(places: Places): (row: ReferenceRow) => ListSet {
  const known = new Map<string, ReadFolds>()
  return (row) => readListSet(row, places, known)
}

function readListSet(row: ReferenceRow, places: Places, known: Map<string, ReadFolds>): ListSet {
  const folder = familyFolder(places, 'classic', metricsFile)!
  const fold = findFold(row, places)
  const threshold = row.inputs?.threshold ?? null
  const key = JSON.stringify([fold.files, threshold])
  const every = known.get(key) ?? readFolds(fold.files, threshold, places, folder)
  known.set(key, every)
  const read = { ...every, folds: [every.folds[fold.position]!] }
  const train = selectRows(read.log, read.folds[0]!.train)
  const test = selectRows(read.log, read.folds[0]!.test)
  const { file, slug } = findLists(setOf(row), fold.name, path.join(folder, 'lists'))
  const everybody = parseLists(readText(file), read)
  const tested = (user: number) => test.byUser.offsets[user + 1]! > test.byUser.offsets[user]!
  const lists = slug.startsWith('d-') ? everybody : new Map([...everybody].filter(([user]) => tested(user)))
  const longest = Math.max(1, ...[...lists.values()].map(({ items }) => items.length))
  return { read, train, test, lists, longest, slug }
}

/**
 * The lists as metrics see them: of everybody who has a list or a relevant item.
 *
 * @param order how a library orders a list by scores and identifiers; null keeps the order of the file
 */
export function toRankedUsers(
  { read, train, lists }: ListSet,
  order: ((scores: Float64Array, names: readonly string[]) => Int32Array) | null,
): RankedUser[] {
  const tested = findRelevance(read.log, train, read.folds[0]!.test, undefined)
  const { users, offsets, items } = withListed(tested, Int32Array.from(lists.keys()).sort())
  return Array.from(users, (user, row) => {
    const { items: listed, scores } = lists.get(user) ?? { items: [], scores: [] }
    const names = listed.map((item) => read.items[item]!)
    const places = order?.(Float64Array.from(scores), names) ?? Int32Array.from(listed.keys())
    return {
      user,
      ranked: Int32Array.from(places, (place) => listed[place]!),
      relevant: items.subarray(offsets[row], offsets[row + 1]),
      ranks: null,
      tied: null,
      candidates: train.items - (train.byUser.offsets[user + 1]! - train.byUser.offsets[user]!),
    }
  })
}

interface FoundFold {
  readonly name: string
  /** Every fold of the data, so that the catalogue is whole, and which of them is meant. */
  readonly files: readonly FoldFiles[]
  readonly position: number
}

/** The folds that a row names, or those that other rows of the same data name, or the fold's usual files in the data folder. */
function findFold(row: ReferenceRow, places: Places): FoundFold {
  const name = /^\w+/.exec((row as { split?: string }).split ?? '')?.[0] ?? 'u1'
  const rows = [row, ...readRows(places, 'classic', 'b-topn.json').filter(({ data }) => data === row.data)]
  const named = rows.flatMap(({ inputs }) => (inputs && inputs.folds.length > 0 ? [inputs.folds] : []))
  for (const files of named) {
    const position = files.findIndex(({ train }) => path.basename(train).startsWith(`${name}.`))
    if (position >= 0) return { name, files, position }
  }
  const usual = { train: `data:${row.data}/${name}.base.gz`, test: `data:${row.data}/${name}.test.gz` }
  return { name, files: named[0] ?? [usual], position: 0 }
}

/** The golden list of a set, of this fold where there are several, or the set's own list. */
function findLists(set: string, fold: string, folder: string): { readonly file: string; readonly slug: string } {
  const known = existsSync(folder) ? readdirSync(folder).sort() : []
  const named = (slug: string) => {
    const fitting = known.filter((name) => /^[^-]+-top\d+-/.test(name) && withoutFold(name).startsWith(slug))
    return fitting.find((name) => name.startsWith(`${fold}-`)) ?? fitting[0]
  }
  const golden = goldenLists[set]
  const own = known.find((name) => name.startsWith(`d-${set}.csv`))
  const found = (golden === undefined ? undefined : named(`${golden}.csv`)) ?? own ?? named(set)
  if (found === undefined)
    throw new RecbenchError(
      'not-found',
      `The folder ${folder} has neither ${fold}-top20-${golden ?? set}.csv.gz nor d-${set}.csv.gz.`,
    )
  return { file: path.join(folder, found), slug: withoutFold(found).replace(/\.csv.*/, '') }
}

const withoutFold = (name: string): string => name.replace(/^[^-]+-top\d+-/, '')

function parseLists(text: string, { users, items }: ReadFolds): Map<number, { items: number[]; scores: number[] }> {
  const index = (names: readonly string[]) => new Map(names.map((name, position) => [name, position]))
  const [userOf, itemOf] = [index(users), index(items)]
  const lists = new Map<number, { items: number[]; scores: number[] }>()
  for (const line of text.trim().split(/\r?\n/).slice(1)) {
    const [userName = '', itemName = '', , score] = line.split(',')
    const [user, item] = [userOf.get(userName), itemOf.get(itemName)]
    if (user === undefined || item === undefined)
      throw new RecbenchError(
        'bad-input',
        `A list names the user "${userName}" and the item "${itemName}", which the data lack.`,
      )
    const list = lists.get(user) ?? { items: [], scores: [] }
    lists.set(user, list)
    list.items.push(item)
    list.scores.push(Number(score))
  }
  return lists
}
