import { RecbenchError } from '../contract/errors.ts'
import { nearestNames } from '../math/nearest-names.ts'
import type { Metric } from './metric.ts'
import { auc } from './metrics/auc.ts'
import { coverage } from './metrics/coverage.ts'
import { f1 } from './metrics/f1.ts'
import { hit } from './metrics/hit.ts'
import { intraListDiversity } from './metrics/ild.ts'
import { mae } from './metrics/mae.ts'
import { map } from './metrics/map.ts'
import { mrr } from './metrics/mrr.ts'
import { ndcg } from './metrics/ndcg.ts'
import { novelty } from './metrics/novelty.ts'
import { precision } from './metrics/precision.ts'
import { recallCapped } from './metrics/recall-capped.ts'
import { recall } from './metrics/recall.ts'
import { rmse } from './metrics/rmse.ts'
import { findProfile } from './profiles/all.ts'

/** The catalogue, by kind, then as a reader would look for them. A new metric is one import and one line. */
export const metrics: readonly Metric[] = [
  // ranking
  ndcg,
  recall,
  recallCapped,
  precision,
  f1,
  map,
  mrr,
  hit,
  auc,
  // rating
  rmse,
  mae,
  // beyond accuracy
  coverage,
  novelty,
  intraListDiversity,
]

/** A metric as an experiment names it: `ndcg@10`, `rmse`. */
export interface ChosenMetric {
  readonly metric: Metric
  /** Length of the list; 0 for a metric that takes none. */
  readonly cutoff: number
  readonly name: string
}

/**
 * @param profile whose definition, Recbench's when absent
 * @throws RecbenchError `invalid-parameter` for an unknown metric or profile, or a cutoff that is missing, not wanted or below 1
 */
export function findMetric(name: string, profile = 'recbench'): ChosenMetric {
  const [id = '', cutoffText, ...rest] = name.split('@')
  const metric = findProfile(profile).definitions[id] ?? metrics.find((candidate) => candidate.id === id)
  if (!metric || rest.length > 0) {
    const names = metrics.map(exampleName)
    throw invalid(
      `There is no metric "${name}".`,
      `The nearest are ${nearestNames(name, names).join(', ')}; all: ${names.join(', ')}.`,
    )
  }
  if (!metric.takesCutoff) {
    if (cutoffText === undefined) return { metric, cutoff: 0, name }
    throw invalid(`The metric "${name}" has a cutoff, but ${id} takes none.`, `Write ${id}.`)
  }
  if (cutoffText === undefined)
    throw invalid(`The metric "${name}" lacks the length of the list.`, `Write ${exampleName(metric)}.`)
  const cutoff = Number(cutoffText)
  if (!/^\d+$/.test(cutoffText) || cutoff < 1)
    throw invalid(
      `The cutoff of the metric "${name}" is "${cutoffText}": a list has 1 or more items.`,
      `Write ${exampleName(metric)}.`,
    )
  return { metric, cutoff, name }
}

const exampleName = (metric: Metric): string => (metric.takesCutoff ? `${metric.id}@10` : metric.id)

const invalid = (message: string, remedy: string) => new RecbenchError('invalid-parameter', message, { remedy })

/** @throws RecbenchError `invalid-parameter` for an unknown profile of metric definitions */
export function checkProfile(profile: string): void {
  findProfile(profile)
}
