import { describeError, toErrorReport } from '../../contract/errors.ts'
import { parseConfiguration } from '../../contract/settings.ts'
import { aggregate } from '../../evaluation/aggregate.ts'
import { definedMean } from '../../evaluation/defined.ts'
import { measureLists } from '../../evaluation/measure-lists.ts'
import { packLists } from '../../evaluation/ranked-lists.ts'
import type { MetricData, RankedUser } from '../../evaluation/metric.ts'
import { findProfile } from '../../evaluation/profiles/all.ts'
import { rankUsers } from '../../evaluation/rank-users.ts'
import { findRelevance } from '../../evaluation/relevance.ts'
import { Random } from '../../math/random.ts'
import { findRecommender } from '../../recommenders/all.ts'
import { listSetReader, metricsFile, setOf, toRankedUsers, type ListSet } from '../metrics/list-sets.ts'
import { findWanted, isKnownLibrary, profileOf, type Wanted } from '../metrics/names.ts'
import { readRows, type ReferenceRow } from '../reference-files.ts'
import { compareNumber, notCompared, type VerifiedRow } from '../row.ts'
import type { JobContext, Section } from '../section.ts'

const listsKey = 'D'
const scoresKey = 'D-scores'

/** The definitions of metrics: the same lists through every library's own code and through ours. Numbers of the scores of all candidates are a job apart. */
export const metrics: Section = {
  name: 'metrics',
  plan(places) {
    const rows = readRows(places, 'classic', metricsFile)
    const ofScores = rows.some((row) => Object.keys(row.metrics).some((name) => needsScores(row, name)))
    if (rows.length === 0) return []
    const jobs = [{ section: 'metrics', key: listsKey, seconds: 5, fast: true }]
    return ofScores ? [...jobs, { section: 'metrics', key: scoresKey, seconds: 15, fast: false }] : jobs
  },
  async run({ key }, context) {
    const { places } = context
    const rows = readRows(places, 'classic', metricsFile)
    const found: VerifiedRow[] = []
    const readSet = listSetReader(places)
    for (const [, group] of Map.groupBy(rows, (row) => `${row.data} ${setOf(row)}`)) {
      const wanted = group.filter(
        (row) => key === listsKey || Object.keys(row.metrics).some((name) => needsScores(row, name)),
      )
      if (wanted.length > 0) found.push(...(await compareSet(key, wanted, readSet, context)))
    }
    return found
  },
}

/** One set; when its lists or data are not there, each of its rows fails with the reason and the other sets go on. */
async function compareSet(
  key: string,
  rows: readonly ReferenceRow[],
  readSet: (row: ReferenceRow) => ListSet,
  context: JobContext,
): Promise<VerifiedRow[]> {
  try {
    const set = readSet(rows[0]!)
    return key === listsKey ? compareLists(rows, set) : await compareScores(rows, set, context)
  } catch (error) {
    const reason = describeError(toErrorReport(error)).replaceAll('\n', ' ')
    return rows.map(({ id }) => notCompared(id, 'fail', reason))
  }
}

const needsScores = ({ library }: ReferenceRow, name: string): boolean =>
  findWanted(library, name, 1)?.fullScores === true

function compareLists(rows: readonly ReferenceRow[], set: ListSet): VerifiedRow[] {
  return rows.flatMap((row) => {
    if (!isKnownLibrary(row.library))
      return [
        notCompared(row.id, 'skipped', `The library "${row.library}" is not among those whose metrics are known.`),
      ]
    // Libraries that were given raw scores order the lists themselves; all others got them in the order of the file.
    const order = row.library.endsWith('-rawscores') ? (findProfile(profileOf(row.library)!).order ?? null) : null
    const lists = toRankedUsers(set, order)
    return Object.entries(row.metrics)
      .filter(([name]) => !needsScores(row, name))
      .map(([name, value]) => compareOne(row, name, value, lists, set))
  })
}

async function compareScores(rows: readonly ReferenceRow[], set: ListSet, context: JobContext): Promise<VerifiedRow[]> {
  const lists = await rankByModel(set, context)
  return rows.flatMap((row) =>
    Object.entries(row.metrics)
      .filter(([name]) => needsScores(row, name))
      .map(([name, value]) =>
        lists
          ? compareOne(row, name, value, lists, set)
          : compareNumber(row.id, name, null, value, row.tolerance, `Which model scored "${set.slug}" is not known.`),
      ),
  )
}

function compareOne(
  row: ReferenceRow,
  name: string,
  reference: number | null,
  lists: readonly RankedUser[],
  set: ListSet,
): VerifiedRow {
  const wanted = findWanted(row.library, name, set.longest)
  if (!wanted)
    return compareNumber(
      row.id,
      name,
      null,
      reference,
      row.tolerance,
      `No metric is known for "${name}" of ${row.library}.`,
    )
  const note = `${wanted.chosen.name}, profile ${profileOf(row.library)}: ${wanted.chosen.metric.formula}`
  return compareNumber(
    row.id,
    name,
    measure(wanted, lists, set),
    reference,
    precisionOf(reference, row.tolerance),
    note,
  )
}

/** Reference values are written with 12 significant digits; a number cannot be compared more finely than it is written. */
const precisionOf = (reference: number | null, tolerance: number): number =>
  reference === null || reference === 0
    ? tolerance
    : Math.max(tolerance, 10 ** (Math.floor(Math.log10(Math.abs(reference))) - 11))

function measure(
  { chosen, everybody, filled, binary, scale = 1, countUndefined }: Wanted,
  lists: readonly RankedUser[],
  { train, test }: ListSet,
): number {
  const metric = everybody ? { ...chosen.metric, audience: 'listed' as const } : chosen.metric
  const data: Omit<MetricData, 'cutoff'> = { train, test: binary ? { ...test, value: null } : test, threshold: null }
  const { perUser, weights, overall } = measureLists(packLists(lists), [{ ...chosen, metric }], data)
  const values = perUser[chosen.name]
  if (!values) return overall[chosen.name]! * scale
  if (countUndefined) return lists.filter(({ relevant }, i) => relevant.length > 0 && Number.isNaN(values[i])).length
  if (filled) return definedMean(values.map((value) => (Number.isNaN(value) ? 0 : value)))
  return aggregate('fill' in metric ? { ...metric, fill: NaN } : metric, values, weights[chosen.name]) * scale
}

/** Trains the model of the golden list and ranks all candidates, ties by the lower item; null for a model that is not known. */
async function rankByModel(set: ListSet, { signal, threads }: JobContext): Promise<readonly RankedUser[] | null> {
  const [id, regularization] = set.slug.split('-lambda') as [string, string?]
  if (!['popularity', 'ease'].includes(id)) return null
  const recommender = findRecommender(id)
  const given = regularization === undefined ? {} : { regularization: Number(regularization) }
  const config = parseConfiguration(`model ${id}`, recommender.settings, given)
  const nothing = () => undefined
  const model = await recommender.train(set.train, config as never, {
    random: (purpose) => new Random(0, id, 0, purpose),
    threads,
    backend: 'cpu',
    signal,
    progress: nothing,
    loss: nothing,
    log: nothing,
  })
  const relevance = findRelevance(set.read.log, set.train, set.read.folds[0]!.test, undefined)
  const { ranked } = await rankUsers(
    model,
    set.train,
    relevance,
    { listLength: set.longest, cutoff: set.longest, needsRanks: true, ties: 'lower-item', seed: 0 },
    { signal, progress: nothing },
  )
  model.dispose?.()
  return ranked
}
