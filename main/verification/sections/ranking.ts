import { existsSync, statSync } from 'node:fs'
import { compareRow, namesToMeasure, type FoldNumbers } from '../ranking/compare.ts'
import { readOnce } from '../ranking/inputs.ts'
import { longestList, measureFold, rankFold, trainingPart } from '../ranking/measure.ts'
import { reproduce } from '../ranking/models.ts'
import type { Reproduction } from '../ranking/reproduction.ts'
import { trainReproduction } from '../ranking/train.ts'
import { familyFolder, readRows, resolvePlace, type ReferenceRow } from '../reference-files.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import type { Job, JobContext, Places, Section } from '../section.ts'

const files = ['b-topn.json', 'b-bands.json', 'c-gowalla.json'] as const

/** Rows that are computed together, because the same model on the same files gives their numbers. */
interface Group {
  readonly key: string
  readonly rows: readonly ReferenceRow[]
  readonly folder: string
  readonly how: Reproduction | null
}

/** Models that rank, by the accuracy of their lists: every fold and the means. */
export const ranking: Section = {
  name: 'ranking',
  plan: (places) =>
    groupsOf(places).map(({ key, rows, folder, how }): Job => ({
      section: 'ranking',
      key,
      seconds: how ? how.seconds * how.seeds.length * hundredThousands(rows[0]!, places, folder) : 0,
      fast: false,
    })),
  async run(job, context) {
    const group = groupsOf(context.places).find(({ key }) => key === job.key)!
    if (!group.how)
      return group.rows.map(({ id, library, model }) => notCompared(id, 'skipped', unknown(library, model)))
    const names = [...new Set(group.rows.flatMap(namesToMeasure))]
    const runs: FoldNumbers[][] = []
    for (const seed of group.how.seeds) runs.push(await measureFolds(group, group.how, names, seed, context))
    return group.rows.flatMap((row): VerifiedRow[] => compareRow(row, runs, row.note))
  },
}

async function measureFolds(
  { rows, folder }: Group,
  how: Reproduction,
  names: readonly string[],
  seed: number,
  context: JobContext,
): Promise<FoldNumbers[]> {
  const { folds, threshold } = rows[0]!.inputs!
  const read = readOnce(folds, threshold, context.places, folder)
  const numbers: FoldNumbers[] = []
  for (let fold = 0; fold < folds.length; fold++) {
    const train = trainingPart(read, fold)
    const model = await trainReproduction(how, train, { seed, fold }, context)
    numbers.push(measureFold(await rankFold(model, { read, fold, train }, longestList(names), context.signal), names))
    model.dispose?.()
  }
  return numbers
}

function groupsOf(places: Places): Group[] {
  const found = files.flatMap((file) => {
    const folder = familyFolder(places, 'classic', file) ?? ''
    const rows = readRows(places, 'classic', file).filter(({ inputs }) => inputs?.task === 'ranking')
    return rows.map((row) => ({ row, folder, how: reproduce(row) }))
  })
  const groups = Map.groupBy(found, ({ row, how }) => (how ? JSON.stringify([row.inputs, how]) : row.id))
  return [...groups.values()].map((members) => ({
    key: members.map(({ row }) => row.id).join(' '),
    rows: members.map(({ row }) => row),
    folder: members[0]!.folder,
    how: members[0]!.how,
  }))
}

/** Rough number of rows of all training files in hundred thousands, from their sizes, for the order of the jobs. */
function hundredThousands({ inputs }: ReferenceRow, places: Places, folder: string): number {
  const bytes = inputs!.folds.map(({ train }) => {
    const path = resolvePlace(train, places, folder)
    return existsSync(path) ? statSync(path).size : 0
  })
  return bytes.reduce((sum, size) => sum + size, 0) / 400_000
}

const unknown = (library: string, model: string) =>
  `It is not known how to compute the model "${model}" of ${library} here.`
