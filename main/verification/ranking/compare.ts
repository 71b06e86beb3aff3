import type { FoldFiles, ReferenceRow } from '../reference-files.ts'
import { compareNumber, type VerifiedRow } from '../row.ts'

/** Numbers of one fold under the names of the reference. */
export type FoldNumbers = Readonly<Record<string, number>>

const deviation = '_sd_over_seeds'

/** The name of a fold as a suffix of metrics: the base name of its training file, `u1` of `data:ml-100k/u1.base.gz`. */
export const foldName = ({ train }: FoldFiles): string => train.split(/[/:]/).at(-1)!.split('.')[0]!

/** Splits `recall@10_u2` into `recall@10` and the number of the fold; null: the mean over folds. */
function parseName(name: string, folds: readonly FoldFiles[]): { metric: string; fold: number | null } {
  const fold = folds.findIndex((files) => name.endsWith(`_${foldName(files)}`))
  if (fold < 0) return { metric: name, fold: null }
  return { metric: name.slice(0, -foldName(folds[fold]!).length - 1), fold }
}

/** Names of metrics that have to be measured on each fold. */
export function namesToMeasure({ metrics, inputs }: ReferenceRow): string[] {
  const names = Object.keys(metrics).map((name) => parseName(name.replace(deviation, ''), inputs!.folds).metric)
  return [...new Set(names)]
}

/**
 * Compares every number of a reference row: means over folds, single folds, and the spread over seeds for information.
 *
 * @param runs for each seed the numbers of each fold
 */
export function compareRow(row: ReferenceRow, runs: readonly (readonly FoldNumbers[])[], note: string): VerifiedRow[] {
  const { folds } = row.inputs!
  return Object.entries(row.metrics).map(([name, reference]) => {
    const { metric, fold } = parseName(name.replace(deviation, ''), folds)
    const values = runs.map((numbers) =>
      fold === null ? mean(numbers.map((found) => found[metric]!)) : numbers[fold]![metric]!,
    )
    if (name.includes(deviation)) {
      const spread = compareNumber(
        row.id,
        name,
        standardDeviation(values),
        reference,
        Infinity,
        'How wide one seed is.',
      )
      return { ...spread, tolerance: null, verdict: 'information' }
    }
    return compareNumber(row.id, name, mean(values), reference, metric === 'users' ? 1e-6 : row.tolerance, note)
  })
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Of the sample, n − 1 below. */
function standardDeviation(values: readonly number[]): number {
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}
