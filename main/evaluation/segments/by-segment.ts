import type { SegmentResult } from '../../contract/api/runs.ts'
import type { Experiment } from '../../contract/experiment.ts'
import { selectRows, type InteractionColumns, type Interactions } from '../../data/interactions.ts'
import { findMetric } from '../all.ts'
import { userMeans } from '../compare.ts'
import { definedMean, finite } from '../defined.ts'
import type { Fold, TaskOutcome } from '../task.ts'
import type { UserSegments } from './segments.ts'

/** The events that are in the training part of any fold: all of them with k folds, the past with a split by time. */
export function trainingEvents(log: InteractionColumns, folds: readonly Fold[]): Interactions {
  const used = new Uint8Array(log.user.length)
  for (const { train } of folds) for (const row of train) used[row] = 1
  const rows = new Int32Array(used.reduce((sum, one) => sum + one, 0))
  for (let row = 0, count = 0; row < used.length; row++) if (used[row] === 1) rows[count++] = row
  return selectRows(log, rows)
}

/**
 * Every metric with values per user, as the mean over the users of each segment. A user's value is the mean over the folds the user was tested in, so that
 * each user counts once; a segment that nobody was tested of has null.
 */
export function evaluateSegments(
  { metrics, profile }: Experiment,
  labels: readonly string[],
  outcomes: readonly TaskOutcome[],
  segmentations: readonly UserSegments[],
): SegmentResult[] {
  const chosen = metrics.map((name) => findMetric(name, profile)).filter(({ metric }) => !('overall' in metric))
  const done = labels.flatMap((_, model) => (outcomes.some((outcome) => outcome.model === model) ? [model] : []))
  const means = done.map((model) => chosen.map((metric) => userMeans(metric, [model], outcomes)))
  const tested = new Set(outcomes.flatMap(({ users }) => [...users]))
  return segmentations.map(({ by, names, of }) => ({
    by,
    segments: names.map((name, segment) => ({
      name,
      users: of.reduce((count, number) => count + Number(number === segment), 0),
      tested: [...tested].filter((user) => of[user] === segment).length,
    })),
    models: done.map((model, place) => {
      const cells = chosen.map(({ name }, metric) => {
        const { users, values } = means[place]![metric]!
        const column = values[0]!
        return { name, cells: names.map((_, segment) => describe(column.filter((_, i) => of[users[i]!] === segment))) }
      })
      return {
        label: labels[model]!,
        metrics: Object.fromEntries(cells.map(({ name, cells: own }) => [name, own.map(({ mean }) => mean)])),
        halfWidths: Object.fromEntries(cells.map(({ name, cells: own }) => [name, own.map(({ half }) => half)])),
      }
    }),
  }))
}

/** The mean of what is defined, and half the normal 95 % interval of it. */
function describe(column: Float64Array): { mean: number | null; half: number | null } {
  const values = column.filter((value) => !Number.isNaN(value))
  const mean = definedMean(values)
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean: finite(mean), half: values.length < 2 ? null : finite(1.959964 * Math.sqrt(variance / values.length)) }
}
