import path from 'node:path'
import { readOnce } from '../ranking/inputs.ts'
import { familyFolder, readRows, type ReferenceRow } from '../reference-files.ts'
import { compareNumber, notCompared, type VerifiedRow } from '../row.ts'
import type { Job, JobContext, Section } from '../section.ts'
import { predictFold, type FoldErrors } from '../ratings/errors.ts'
import { translateSurprise } from '../ratings/models.ts'
import { comparePredictions } from '../ratings/predictions.ts'

const file = 'a-rating.json'
const library = 'scikit-surprise'

/** Family A: errors of predicted ratings, one job for each row. */
export const ratings: Section = {
  name: 'ratings',
  plan: (places) => readRows(places, 'classic', file).map(planRow),
  async run(job, context) {
    const row = readRows(context.places, 'classic', file).find(({ id }) => id === job.key)!
    return verifyRow(row, context)
  },
}

/** From this many seeds on a mean is taken over those of the reference; where it has fewer, over more, so that at least ours is steady. */
const steadySeeds = 5
const moreSeeds = 10

const seedsOf = ({ deterministic, config }: ReferenceRow): readonly number[] => {
  if (deterministic) return [0]
  const seeds = (config['seeds'] as readonly number[] | undefined) ?? []
  if (seeds.length >= steadySeeds) return seeds
  const next = Math.max(-1, ...seeds) + 1
  return [...seeds, ...Array.from({ length: moreSeeds - seeds.length }, (_, more) => next + more)]
}

/** Seconds of one training and prediction on 100,000 ratings; 0.4 unless named. */
const costs: Readonly<Record<string, number>> = { SVD: 0.6, PMF: 0.6, NMF: 0.5, CoClustering: 0.2 }

function planRow(row: ReferenceRow): Job {
  const [name = ''] = /^\w+/.exec(row.model) ?? []
  const folds = row.inputs?.folds.length ?? 1
  return {
    section: 'ratings',
    key: row.id,
    seconds: (costs[name] ?? 0.4) * seedsOf(row).length * folds,
    fast: name === 'BaselineOnly',
  }
}

async function verifyRow(row: ReferenceRow, { places, signal }: JobContext): Promise<VerifiedRow[]> {
  if (row.library !== library)
    return [notCompared(row.id, 'skipped', `Rating errors of the library "${row.library}" are not known.`)]
  const { inputs } = row
  if (inputs?.task !== 'rating')
    return [notCompared(row.id, 'skipped', 'The row does not name the files of a rating task under "inputs".')]
  const model = translateSurprise(row)
  if ('reason' in model) return [notCompared(row.id, 'skipped', model.reason)]
  const folder = familyFolder(places, 'classic', file)!
  const read = readOnce(inputs.folds, inputs.threshold, places, folder)
  const names = inputs.folds.map(({ train }) => foldName(train))
  const seeds = seedsOf(row)
  const errors: FoldErrors[][] = []
  for (const fold of names.keys()) {
    errors.push([])
    for (const seed of seeds) errors[fold]!.push(await predictFold(read, fold, model, seed, signal))
  }
  const numbers = Object.entries(row.metrics).map(([metric, reference]) =>
    compareMetric(row, metric, reference, numbersOf(names, errors)),
  )
  if (!row.deterministic) return numbers
  const first = new Map(names.map((name, fold) => [name, errors[fold]![0]!]))
  return [...numbers, ...comparePredictions(row.id, row.model, folder, read, first)]
}

/** Every number a row can name: `rmse`, `rmse_u1`, `impossible_u1`, and over seeds `rmse_sd_over_seeds`, `rmse_min`, `rmse_max`, `rmse_u1_sd`. */
function numbersOf(names: readonly string[], errors: readonly (readonly FoldErrors[])[]): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const metric of ['rmse', 'mae'] as const) {
    const bySeed = errors[0]!.map((_, seed) => mean(errors.map((fold) => fold[seed]![metric])))
    numbers.set(metric, mean(bySeed))
    numbers.set(`${metric}_sd_over_seeds`, deviation(bySeed))
    numbers.set(`${metric}_min`, Math.min(...bySeed))
    numbers.set(`${metric}_max`, Math.max(...bySeed))
    for (const [fold, name] of names.entries()) {
      const values = errors[fold]!.map((found) => found[metric])
      numbers.set(`${metric}_${name}`, mean(values))
      numbers.set(`${metric}_${name}_sd`, deviation(values))
    }
  }
  for (const [fold, name] of names.entries())
    numbers.set(`impossible_${name}`, mean(errors[fold]!.map(({ impossible }) => impossible)))
  return numbers
}

const isSpread = (metric: string) => /_(sd_over_seeds|min|max|sd)$/.test(metric)

function compareMetric(
  row: ReferenceRow,
  metric: string,
  reference: number | null,
  numbers: ReadonlyMap<string, number>,
): VerifiedRow {
  const ours = numbers.get(metric)
  if (ours === undefined)
    return {
      ...compareNumber(row.id, metric, null, reference, row.tolerance),
      verdict: 'fail',
      note: 'Not a known metric.',
    }
  if (row.deterministic) return compareNumber(row.id, metric, ours, reference, row.tolerance)
  if (isSpread(metric))
    return {
      ...compareNumber(row.id, metric, ours, reference, row.tolerance),
      tolerance: null,
      verdict: 'information',
      note: 'Spread over seeds, which differs by chance.',
    }
  const isMean = metric === 'rmse' || metric === 'mae'
  const tolerance = isMean ? row.tolerance : Math.max(row.tolerance, 4 * standardError(row, metric, numbers))
  return compareNumber(row.id, metric, ours, reference, tolerance, 'Mean over seeds.')
}

/**
 * Standard error of the difference between two means over seeds in one fold, theirs and ours: the tolerance of a row is for the mean over folds, and one fold
 * varies more. The deviation over seeds is pooled over folds, since a few seeds say little of it, and the larger of both counts.
 */
function standardError(row: ReferenceRow, metric: string, numbers: ReadonlyMap<string, number>): number {
  const [base] = metric.split('_')
  const names = [...numbers.keys()].filter((name) => name.startsWith(`${base}_`) && name.endsWith('_sd'))
  const pooled = (deviationOf: (name: string) => number) => Math.sqrt(mean(names.map((name) => deviationOf(name) ** 2)))
  const theirs = (row.config['seeds'] as readonly number[] | undefined)?.length ?? 1
  const deviation = Math.max(
    pooled((name) => row.metrics[name] ?? 0),
    pooled((name) => numbers.get(name)!),
  )
  return deviation * Math.sqrt(1 / theirs + 1 / seedsOf(row).length)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const deviation = (values: readonly number[]): number => {
  const center = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1))
}

/** The name of a fold in the metrics: `u1` of `data:ml-100k/u1.base.gz`. */
const foldName = (train: string): string => path.basename(train).replace(/\.base\b.*$/, '')
