import { existsSync, statSync } from 'node:fs'
import { familyFolder, readRows, resolvePlace, type ReferenceRow } from '../reference-files.ts'
import type { Places } from '../section.ts'
import { reproduce } from './models.ts'
import { publishedRows, type DataSizes } from './published-rows.ts'
import type { Reproduction } from './reproduction.ts'

const files = ['b-topn.json', 'b-bands.json', 'c-gowalla.json'] as const

/** A row and how it is computed. */
export interface Member {
  readonly row: ReferenceRow
  readonly how: Reproduction
  /** The data set must have these sizes for the row to hold. */
  readonly sizes?: DataSizes
}

/** Rows that are computed together, because one model on one set of folds gives their numbers. */
export interface Group {
  /** Their identifiers, a space between. */
  readonly key: string
  readonly members: readonly Member[]
  /** The folder of the reference file. */
  readonly folder: string
  readonly seconds: number
}

/** Rows of models that rank, in groups, and rows of models that are not known here. */
export function findGroups(places: Places): { groups: Group[]; unknown: ReferenceRow[] } {
  const found = files.flatMap((file) => {
    const folder = familyFolder(places, 'classic', file) ?? ''
    const rows = readRows(places, 'classic', file).filter(({ inputs }) => inputs?.task === 'ranking')
    return rows.map((row) => ({ row, folder, how: reproduce(row) }))
  })
  const known = found.filter((entry): entry is Entry => entry.how !== null)
  const groups = Map.groupBy([...known, ...publishedOf(places)], ({ row, how: { recommender, config, seeds } }) =>
    JSON.stringify([row.inputs, recommender, config, seeds]),
  )
  return {
    groups: [...groups.values()].map((members) => toGroup(members, places)),
    unknown: found.filter(({ how }) => how === null).map(({ row }) => row),
  }
}

interface Entry extends Member {
  readonly folder: string
}

/** Published figures on data sets that are there. */
const publishedOf = (places: Places): Entry[] =>
  publishedRows
    .filter(({ inputs }) =>
      inputs.folds.every((files) => Object.values(files).every((file) => existsSync(resolvePlace(file, places, '')))),
    )
    .map((row) => ({ row, how: row.how, sizes: row.sizes, folder: '' }))

function toGroup(members: readonly Entry[], places: Places): Group {
  const { row, how, folder } = members[0]!
  return {
    key: members.map((member) => member.row.id).join(' '),
    members,
    folder,
    seconds: how.seconds * how.seeds.length * hundredThousands(row, places, folder),
  }
}

/** Rough number of rows of all training files in hundred thousands, from their sizes, for the order of the jobs. */
function hundredThousands({ inputs }: ReferenceRow, places: Places, folder: string): number {
  const bytes = inputs!.folds.map(({ train }) => {
    const path = resolvePlace(train, places, folder)
    return existsSync(path) ? statSync(path).size : 0
  })
  return bytes.reduce((sum, size) => sum + size, 0) / 400_000
}
