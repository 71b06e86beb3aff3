import { readdirSync } from 'node:fs'
import path from 'node:path'
import { compareRow, foldName, namesToMeasure } from '../ranking/compare.ts'
import { findGroups } from '../ranking/groups.ts'
import { readOnce } from '../ranking/inputs.ts'
import { compareLists, nameLists, readLists, type ScoredLists } from '../ranking/lists.ts'
import { longestList, measureFold, rankFold, trainingPart } from '../ranking/measure.ts'
import { trainReproduction, underRules } from '../ranking/train.ts'
import type { Reproduction } from '../ranking/reproduction.ts'
import type { ReadFolds } from '../read-folds.ts'
import { familyFolder, type ReferenceRow } from '../reference-files.ts'
import { notCompared } from '../row.ts'
import type { Places, Section } from '../section.ts'

/** A file of golden lists: which fold, how long, and the row whose model made them. */
interface GoldenLists {
  readonly id: string
  readonly path: string
  readonly folder: string
  readonly length: number
  /** Number of the fold that the file names; null when no fold of the row has that name. */
  readonly fold: number | null
  readonly row: ReferenceRow
  readonly how: Reproduction
}

const fileName = /^(?<fold>.+?)-top(?<length>\d+)-(?<model>.+)\.csv(\.gz)?$/
/** Models whose lists are quick to make and are compared within `npm test`. */
const quick = new Set(['ease', 'item-knn', 'rp3-beta', 'popularity'])

/** Lists of one fold, item by item and score by score, and the numbers of that fold. */
export const lists: Section = {
  name: 'lists',
  plan: (places) =>
    findLists(places).map(({ id, how, row }) => ({
      section: 'lists',
      key: id,
      seconds: how.seconds,
      fast: quick.has(how.recommender) && row.inputs!.threshold === null,
    })),
  async run(job, context) {
    const golden = findLists(context.places).find(({ id }) => id === job.key)!
    const { id, row, how, length } = golden
    const { folds, threshold } = row.inputs!
    const read = readOnce(folds, threshold, context.places, golden.folder)
    const listed = readLists(golden.path)
    const fold = golden.fold ?? foldWithout(listed, read)
    if (fold === null) {
      const reason = `No fold of ${row.id} has the name in front of "-top${length}-", and in every training part is something that the lists recommend.`
      return [notCompared(id, 'fail', reason)]
    }
    const train = trainingPart(read, fold)
    const model = await trainReproduction(how, train, { seed: how.seeds[0]!, fold }, context)
    const names = namesToMeasure(row)
    const ranked = await rankFold(
      underRules(model, how, train),
      { read, fold, train },
      Math.max(length, longestList(names)),
      context.signal,
    )
    model.dispose?.()
    const ofFold = Object.fromEntries(
      Object.entries(row.metrics).filter(([name]) => name.endsWith(`_${foldName(folds[fold]!)}`)),
    )
    const narrowed = { ...row, id, metrics: ofFold, inputs: { ...row.inputs!, folds: [folds[fold]!] } }
    return [
      ...compareLists(id, nameLists(ranked, read, length), listed, how.listTolerance),
      ...compareRow(narrowed, [[measureFold(ranked, names)]], row.note),
    ]
  },
}

function findLists(places: Places): GoldenLists[] {
  const base = familyFolder(places, 'classic', 'lists')
  if (base === null) return []
  const folder = path.join(base, 'lists')
  const members = findGroups(places).groups.flatMap((group) =>
    group.members.map((member) => ({ ...member, folder: group.folder })),
  )
  return readdirSync(folder)
    .sort()
    .flatMap((name): GoldenLists[] => {
      const parts = fileName.exec(name)?.groups
      if (!parts) return []
      const found = members.find(({ row }) => isOf(row, parts['model']!))
      if (!found) return []
      const named = found.row.inputs!.folds.findIndex((files) => foldName(files) === parts['fold'])
      const fold = named < 0 ? null : named
      const id = `B/lists/${name.replace(/\.csv(\.gz)?$/, '')}`
      return [{ id, path: path.join(folder, name), length: Number(parts['length']), fold, ...found }]
    })
}

/** The first fold in whose training part no user has an item of his list: lists are made of items not yet seen. */
function foldWithout(lists: ScoredLists, { log, folds, users, items }: ReadFolds): number | null {
  const listed = new Map([...lists].map(([user, list]) => [user, new Set(list.map(({ item }) => item))]))
  const isListed = (row: number) => listed.get(users[log.user[row]!]!)?.has(items[log.item[row]!]!) ?? false
  const fold = folds.findIndex(({ train }) => !train.some(isListed))
  return fold < 0 ? null : fold
}

/**
 * Whether the lists named after a model, `ease-lambda100` or `ge4-ease-lambda100`, come from this row: the variant is the middle of its identifier, `all` when
 * the name has none, and the end may say more, as `-lowid` and `-full` do.
 */
function isOf({ id }: ReferenceRow, name: string): boolean {
  const [, variant = '', model = ''] = id.split('/')
  const wanted = variant !== 'all' && name.startsWith(`${variant}-`) ? name.slice(variant.length + 1) : name
  if (variant !== 'all' && wanted === name) return false
  return model === wanted || model === `${wanted}-lowid` || model === `${wanted}-full`
}
