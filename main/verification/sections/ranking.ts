import { compareRow, namesToMeasure, type FoldNumbers } from '../ranking/compare.ts'
import { findGroups, type Group } from '../ranking/groups.ts'
import { readOnce } from '../ranking/inputs.ts'
import { longestList, measureFold, rankFold, trainingPart } from '../ranking/measure.ts'
import type { DataSizes } from '../ranking/published-rows.ts'
import type { ListRules } from '../ranking/reproduction.ts'
import { trainReproduction, underRules } from '../ranking/train.ts'
import { notCompared } from '../row.ts'
import type { Job, JobContext, Section } from '../section.ts'

/** Models that rank, by the accuracy of their lists: every fold and the means. */
export const ranking: Section = {
  name: 'ranking',
  plan(places) {
    const { groups, unknown } = findGroups(places)
    return [
      ...groups.map(({ key, seconds, members }): Job => ({ ...jobOf(key, seconds), alone: members[0]!.how.alone })),
      ...unknown.map(({ id }) => jobOf(id, 0)),
    ]
  },
  async run(job, context) {
    const { groups, unknown } = findGroups(context.places)
    const group = groups.find(({ key }) => key === job.key)
    if (!group)
      return unknown
        .filter(({ id }) => id === job.key)
        .map(({ id, library, model }) =>
          notCompared(id, 'skipped', `It is not known how to compute the model "${model}" of ${library} here.`),
        )
    const runs: Map<string, FoldNumbers>[][] = []
    for (const seed of group.members[0]!.how.seeds) runs.push(await measureFolds(group, seed, context))
    return group.members.flatMap(({ row, how, sizes }) =>
      sizes && !hasSizes(group, sizes, context)
        ? notCompared(row.id, 'skipped', 'The data set has other sizes than the published one.')
        : compareRow(
            row,
            runs.map((folds) => folds.map((numbers) => numbers.get(rulesOf(how))!)),
            row.note,
          ),
    )
  },
}

const jobOf = (key: string, seconds: number): Job => ({ section: 'ranking', key, seconds, fast: false })

/** Trains on every fold with one seed and measures the lists under each set of rules. */
async function measureFolds(
  { members, folder }: Group,
  seed: number,
  context: JobContext,
): Promise<Map<string, FoldNumbers>[]> {
  const { folds, threshold } = members[0]!.row.inputs!
  const read = readOnce(folds, threshold, context.places, folder)
  const names = [...new Set(members.flatMap(({ row }) => namesToMeasure(row)))]
  const found: Map<string, FoldNumbers>[] = []
  for (let fold = 0; fold < folds.length; fold++) {
    const train = trainingPart(read, fold)
    const model = await trainReproduction(members[0]!.how, train, { seed, fold }, context)
    const numbers = new Map<string, FoldNumbers>()
    for (const { how } of members) {
      if (numbers.has(rulesOf(how))) continue
      const ranked = await rankFold(
        underRules(model, how, train),
        { read, fold, train },
        longestList(names),
        context.signal,
      )
      numbers.set(rulesOf(how), measureFold(ranked, names))
    }
    found.push(numbers)
    model.dispose?.()
  }
  return found
}

function hasSizes({ members, folder }: Group, sizes: DataSizes, { places }: JobContext): boolean {
  const { folds, threshold } = members[0]!.row.inputs!
  const { log, folds: rows } = readOnce(folds, threshold, places, folder)
  const found = { users: log.users, items: log.items, train: rows[0]!.train.length, test: rows[0]!.test.length }
  return (Object.keys(sizes) as (keyof DataSizes)[]).every((name) => sizes[name] === found[name])
}

const rulesOf = ({ strangers, dropZeros, equals }: ListRules): string => `${strangers} ${dropZeros} ${equals}`
