import { RecbenchError } from '../contract/errors.ts'
import { nearestNames } from '../math/nearest-names.ts'
import type { Metric } from './metric.ts'
import { accuracy } from './metrics/accuracy.ts'
import { aclt } from './metrics/aclt.ts'
import { activityGap } from './metrics/activity-gap.ts'
import { activityRatio } from './metrics/activity-ratio.ts'
import { aplt } from './metrics/aplt.ts'
import { arp } from './metrics/arp.ts'
import { auc } from './metrics/auc.ts'
import { averagePrecision } from './metrics/average-precision.ts'
import { biasDisparity } from './metrics/bias-disparity.ts'
import { bpref } from './metrics/bpref.ts'
import { calibration } from './metrics/calibration.ts'
import { categoryEntropy } from './metrics/category-entropy.ts'
import { consistency } from './metrics/consistency.ts'
import { coverage } from './metrics/coverage.ts'
import { dcg } from './metrics/dcg.ts'
import { efd } from './metrics/efd.ts'
import { entropy } from './metrics/entropy.ts'
import { epc } from './metrics/epc.ts'
import { explainedVariance } from './metrics/explained-variance.ts'
import { exposureGini } from './metrics/exposure-gini.ts'
import { f1 } from './metrics/f1.ts'
import { fcp } from './metrics/fcp.ts'
import { gauc } from './metrics/gauc.ts'
import { gini } from './metrics/gini.ts'
import { hit } from './metrics/hit.ts'
import { intraListDiversityOfFeatures } from './metrics/ild-features.ts'
import { intraListDiversity } from './metrics/ild.ts'
import { itemMad } from './metrics/item-mad.ts'
import { listLength } from './metrics/list-length.ts'
import { logLoss } from './metrics/log-loss.ts'
import { maePerUser } from './metrics/mae-per-user.ts'
import { mae } from './metrics/mae.ts'
import { mapFull } from './metrics/map-full.ts'
import { map } from './metrics/map.ts'
import { mar } from './metrics/mar.ts'
import { mcc } from './metrics/mcc.ts'
import { mrr } from './metrics/mrr.ts'
import { mse } from './metrics/mse.ts'
import { ncrr } from './metrics/ncrr.ts'
import { ndcgExponential } from './metrics/ndcg-exponential.ts'
import { ndcgFull } from './metrics/ndcg-full.ts'
import { ndcgLinear } from './metrics/ndcg-linear.ts'
import { ndcgTied } from './metrics/ndcg-tied.ts'
import { ndcg } from './metrics/ndcg.ts'
import { novelty } from './metrics/novelty.ts'
import { partialAuc } from './metrics/partial-auc.ts'
import { percentileRank } from './metrics/percentile-rank.ts'
import { personalisation } from './metrics/personalisation.ts'
import { popReo } from './metrics/pop-reo.ts'
import { popRsp } from './metrics/pop-rsp.ts'
import { popularityLift } from './metrics/popularity-lift.ts'
import { popularityRank } from './metrics/popularity-rank.ts'
import { precision } from './metrics/precision.ts'
import { rPrecision } from './metrics/r-precision.ts'
import { r2 } from './metrics/r2.ts'
import { rankBiasedEntropy } from './metrics/rank-biased-entropy.ts'
import { rbpNormalised } from './metrics/rbp-normalised.ts'
import { rbp } from './metrics/rbp.ts'
import { recallCapped } from './metrics/recall-capped.ts'
import { recall } from './metrics/recall.ts'
import { reo } from './metrics/reo.ts'
import { rmsePerUser } from './metrics/rmse-per-user.ts'
import { rmse } from './metrics/rmse.ts'
import { rsp } from './metrics/rsp.ts'
import { segmentGap } from './metrics/segment-gap.ts'
import { segmentRatio } from './metrics/segment-ratio.ts'
import { serendipity } from './metrics/serendipity.ts'
import { setF } from './metrics/set-f.ts'
import { subtopicRecall } from './metrics/subtopic-recall.ts'
import { surprisal } from './metrics/surprisal.ts'
import { tailPercentage } from './metrics/tail-percentage.ts'
import { unexpectedness } from './metrics/unexpectedness.ts'
import { userCoverage } from './metrics/user-coverage.ts'
import { userMad } from './metrics/user-mad.ts'
import { uxCompleteness } from './metrics/ux-completeness.ts'
import { uxNovelty } from './metrics/ux-novelty.ts'
import { uxRelevance } from './metrics/ux-relevance.ts'
import { valueAuc } from './metrics/value-auc.ts'
import { findProfile } from './profiles/all.ts'

/** The catalogue, by kind, then as a reader would look for them. A new metric is one import and one line. */
export const metrics: readonly Metric[] = [
  // ranking
  ndcg,
  ndcgLinear,
  ndcgExponential,
  ndcgFull,
  ndcgTied,
  dcg,
  recall,
  recallCapped,
  precision,
  rPrecision,
  f1,
  setF,
  map,
  mapFull,
  averagePrecision,
  mar,
  mrr,
  ncrr,
  rbp,
  rbpNormalised,
  bpref,
  hit,
  auc,
  gauc,
  partialAuc,
  percentileRank,
  listLength,
  // classification
  accuracy,
  mcc,
  logLoss,
  valueAuc,
  // rating
  rmse,
  mae,
  mse,
  rmsePerUser,
  maePerUser,
  r2,
  explainedVariance,
  fcp,
  // beyond accuracy
  coverage,
  userCoverage,
  gini,
  exposureGini,
  entropy,
  novelty,
  epc,
  efd,
  surprisal,
  arp,
  popularityRank,
  popularityLift,
  tailPercentage,
  aplt,
  aclt,
  intraListDiversity,
  intraListDiversityOfFeatures,
  personalisation,
  consistency,
  unexpectedness,
  serendipity,
  calibration,
  subtopicRecall,
  categoryEntropy,
  rankBiasedEntropy,
  // fairness
  activityGap,
  activityRatio,
  userMad,
  segmentGap,
  segmentRatio,
  itemMad,
  popReo,
  popRsp,
  reo,
  rsp,
  biasDisparity,
  // user experience
  uxRelevance,
  uxCompleteness,
  uxNovelty,
]

/**
 * The catalogue with the definitions of a profile where they differ.
 *
 * @throws RecbenchError `invalid-parameter` for an unknown profile
 */
export function metricsOf(profile = 'recbench'): readonly Metric[] {
  const { definitions } = findProfile(profile)
  return metrics.map((metric) => definitions[metric.id] ?? metric)
}

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
      `The nearest are ${nearestNames(name, names).join(', ')}; "recbench metrics" lists all ${names.length}.`,
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
