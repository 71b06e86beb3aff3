import { existsSync } from 'node:fs'
import path from 'node:path'
import { selectRows } from '../../data/interactions.ts'
import { readOnce } from '../ranking/inputs.ts'
import { compareLists, nameLists, readLists, type ListTolerance, type ScoredLists } from '../ranking/lists.ts'
import { longestList, measureFold, rankFold, trainingPart } from '../ranking/measure.ts'
import { reproduce } from '../ranking/models.ts'
import type { Reproduction } from '../ranking/reproduction.ts'
import { trainReproduction, underRules } from '../ranking/train.ts'
import { familyFolder, readRows } from '../reference-files.ts'
import { compareBand, compareNumber, notCompared, type VerifiedRow } from '../row.ts'
import type { JobContext, Places, Section } from '../section.ts'

/** A row of `deep/rows.json`, as far as rankings need it. */
interface DeepRow {
  readonly id: string
  readonly section: string
  readonly library: string
  readonly model: string
  readonly data: string
  readonly config: Readonly<Record<string, unknown>>
  readonly metrics: Readonly<Record<string, number>>
  readonly band: Readonly<Record<string, readonly [number | null, number | null]>> | null
  readonly note: string
}

const file = 'rows.json'

/** The script of the numpy rows breaks ties at random; ours is the mean over as many orders. */
const randomOrders = 5

/** Lists are printed with six digits. */
const printed = 1e-5

/**
 * Models of the deep family's peers that rank: trained on the stored training part, with what the user has in training or validation left
 * out of the candidates, each number within its band.
 */
export const deepRankings: Section = {
  name: 'deep',
  plan: (places) =>
    rowsOf(places).map((row) => ({
      section: 'deep',
      key: row.id,
      seconds: (howOf(row)?.seconds ?? 0) * (howOf(row)?.seeds.length ?? 1),
      alone: howOf(row)?.alone ?? false,
      fast: false,
    })),
  async run(job, context) {
    const row = rowsOf(context.places).find(({ id }) => id === job.key)!
    const how = howOf(row)
    if (!how) return [notCompared(row.id, 'skipped', `${row.model} is a model of a later issue.`)]
    return compare(row, how, context)
  },
}

const rowsOf = (places: Places): DeepRow[] => readRows<DeepRow>(places, 'deep', file)

/** How a row is computed; the model Pop of RecBole counts items wrongly and is compared for information. */
function howOf(row: DeepRow): Reproduction | null {
  if (row.section !== 'A') return null
  return reproduce(isWrong(row) ? { ...row, library: 'numpy' } : row)
}

const isWrong = ({ library, model }: DeepRow): boolean => library === 'recbole' && model === 'Pop'

async function compare(row: DeepRow, how: Reproduction, context: JobContext): Promise<VerifiedRow[]> {
  const folder = familyFolder(context.places, 'deep', file)!
  const part = (name: string) => `reference:splits/${row.data}.${name}.inter.gz`
  // The validation part stands as a fold of its own, so that its items belong to the catalogue.
  const files = [
    { train: part('train'), test: part('test') },
    { train: part('valid'), test: part('valid') },
  ]
  const read = readOnce(files, null, context.places, folder)
  const train = trainingPart(read, 0)
  const seen = selectRows(read.log, Int32Array.from([...read.folds[0]!.train, ...read.folds[1]!.train]))
  const names = Object.keys(row.metrics)
  const golden = path.join(folder, 'splits', `${row.data}.${row.library === 'recbole' ? row.model : ''}.top20.tsv.gz`)
  const runs: Record<string, number>[] = []
  let lists: VerifiedRow[] = []
  for (const seed of how.seeds) {
    const model = underRules(await trainReproduction(how, train, { seed, fold: 0 }, context), how, train)
    const rank = (ties: { tieSeed?: number }) =>
      rankFold(model, { read, fold: 0, train, seen, ...ties }, Math.max(20, longestList(names)), context.signal)
    const ranked = await rank({})
    if (existsSync(golden) && runs.length === 0)
      lists = listsOf(row, nameLists(ranked, read, 20), readLists(golden), how.listTolerance)
    if (row.library !== 'numpy') runs.push(measureFold(ranked, names))
    else for (let tieSeed = 0; tieSeed < randomOrders; tieSeed++) runs.push(measureFold(await rank({ tieSeed }), names))
    model.dispose?.()
  }
  const mean = (name: string) => runs.reduce((sum, numbers) => sum + numbers[name]!, 0) / runs.length
  const numbers = names.map((name) => compareMetric(row, name, mean(name)))
  return isWrong(row)
    ? numbers.map((number) => ({ ...number, verdict: 'information', note: row.note }))
    : [...numbers, ...lists]
}

/** Within the band of the row; without one, within one per cent. */
function compareMetric(row: DeepRow, name: string, ours: number): VerifiedRow {
  const reference = row.metrics[name]!
  const band = row.band?.[name]
  if (band) return compareBand(row.id, name, ours, reference, band, row.note)
  return compareNumber(row.id, name, ours, reference, 0.01 * Math.abs(reference), row.note)
}

/** The lists of the users who have one; those of item-kNN are for information, since equal similarities at the cut fall as its partition leaves them. */
function listsOf(row: DeepRow, ours: ScoredLists, golden: ScoredLists, { scores, ties }: ListTolerance): VerifiedRow[] {
  const tolerance = { scores: Math.max(scores, printed), ties: Math.max(ties, printed) }
  const compared = compareLists(row.id, ours, golden, tolerance, [...golden.keys()])
  if (row.model !== 'ItemKNN') return compared
  const note = 'Which of equally similar items stay at the cut is left to the partition of numpy.'
  return compared.map((number) => ({ ...number, verdict: 'information', note }))
}
