import type { IntervalKind } from '../../contract/policy-plan.ts'
import type { Bounds, Estimator, LoggedRounds, Terms } from '../off-policy/estimator.ts'
import { analyticInterval, type RoundRange } from '../off-policy/intervals.ts'
import type { Interval } from '../significance/bootstrap.ts'
import { formatNumber } from './describe-estimate.ts'
import { isBinary, type Feedback } from './describe-log.ts'

const titles = {
  t: "Student's t",
  hoeffding: 'Hoeffding',
  'empirical-bernstein': 'empirical Bernstein',
} as const

/** An interval that needs no resampling, and for bounds the ranges they rest on. */
export function analyseInterval(
  kind: Exclude<IntervalKind, 'bootstrap'>,
  { estimator, rounds, bounds, terms }: { estimator: Estimator; rounds: LoggedRounds; bounds: Bounds; terms: Terms },
  feedback: Feedback,
  confidence: number,
): { interval: Interval | null; note: string | null } {
  const range = rangeOf(estimator, rounds, bounds, feedback)
  const interval = analyticInterval(kind, terms, confidence, range)
  if (kind === 't' || estimator.needsUniformLog) return { interval, note: null }
  const [least, most] = range.reward
  const weights = estimator.weigh ? ` and weights from 0 to ${formatNumber(range.weight)}` : ''
  const empty =
    interval && interval.low <= least && interval.high >= most
      ? ' It says nothing here: the range is too wide for so few rounds.'
      : ''
  return {
    interval,
    note: `The ${titles[kind]} interval takes rewards from ${formatNumber(least)} to ${formatNumber(most)}${weights}.${empty}`,
  }
}

/**
 * Rewards of 0 and 1 range from 0 to 1, others over what the log holds. No weight is above 1 / the smallest propensity, nor above what the estimator makes of such a weight; the weight of a visit
 * is a product.
 */
function rangeOf(estimator: Estimator, rounds: LoggedRounds, bounds: Bounds, { columns }: Feedback): RoundRange {
  let smallest = 1
  for (const propensity of columns.propensity) smallest = Math.min(smallest, propensity)
  const factors = estimator.view === 'visit' || estimator.view === 'cascade' ? (rounds.slates?.positions ?? 1) : 1
  const largest = estimator.needsUniformLog ? 1 : smallest ** -factors
  const weigh = (weight: number) => estimator.weigh?.(weight, bounds) ?? 0
  const turning = [bounds.switchAt, Math.sqrt(bounds.shrinkage), bounds.clip].filter((weight) => weight < largest)
  const weight = [largest, ...turning, ...rounds.weight].reduce((most, each) => Math.max(most, weigh(each)), 0)
  const perVisit = rounds.slates ? rounds.slates.positions : 1
  if (isBinary(rounds.reward)) return { weight: weight * perVisit, reward: [0, 1] }
  let [least, most] = [Infinity, -Infinity]
  for (const reward of rounds.reward) {
    least = Math.min(least, reward)
    most = Math.max(most, reward)
  }
  return { weight: weight * perVisit, reward: [least, most] }
}
