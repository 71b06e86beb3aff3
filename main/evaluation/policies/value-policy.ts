import type { PolicyEstimate, PolicyResult } from '../../contract/api/runs.ts'
import type { PolicyPlan } from '../../contract/experiment.ts'
import { defaultConfidence, defaultInterval } from '../../contract/policy-plan.ts'
import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { findEstimator } from '../off-policy/all.ts'
import {
  lengthOf,
  noBounds,
  valueOf,
  type Bounds,
  type Estimator,
  type LoggedRounds,
  type Terms,
} from '../off-policy/estimator.ts'
import { resampledInterval } from '../off-policy/intervals.ts'
import { scoreByMse, selectByMse } from '../off-policy/mse.ts'
import { resampleTerms } from '../off-policy/resample-terms.ts'
import { selectBySlope, tryCandidates } from '../off-policy/slope.ts'
import { effectiveSample, largestWeight, weightBins } from '../off-policy/weights.ts'
import type { Interval } from '../significance/bootstrap.ts'
import { analyseInterval } from './analyse-interval.ts'
import { checkPolicyPlan } from './check-plan.ts'
import { isBinary, wilson, type Feedback } from './describe-log.ts'
import { describeEstimate } from './describe-estimate.ts'
import type { LoggedPolicy } from './logged-policy.ts'
import { redrawRewards, trueValue } from './redraw-rewards.ts'
import { mostRemembered, rememberPolicy } from './remember-policy.ts'
import { seeViews } from './see-views.ts'
import { checkSupport } from './support.ts'

type Valued = Pick<PolicyResult, 'estimates' | 'overlap' | 'largestWeight' | 'support' | 'known'>

/** What of a plan says how policies are valued on a log. */
export type ValuingPlan = Pick<PolicyPlan, 'estimators' | 'clip'> &
  Partial<Pick<PolicyPlan, 'interval' | 'confidence' | 'selection'>>

/** One estimator, applied. */
interface Applied {
  readonly estimator: Estimator
  readonly rounds: LoggedRounds
  readonly notes: readonly string[]
  readonly bounds: Bounds
  readonly terms: Terms
}

/** One that does not apply, and why. */
interface Refused {
  readonly estimator: Estimator
  readonly refusal: string
}

/**
 * Values a policy on logged feedback by the estimators an experiment names, with the intervals it asks for: by default 95 %, by one seeded bootstrap over rounds (or visits) in
 * which the normaliser of normalised estimators is resampled too; all policies of an experiment get the same resamples. Says what the log cannot tell of the policy, and
 * tries the estimators on the log with rewards drawn anew from a model of them, where the log is small enough to keep its probabilities.
 *
 * @throws RecbenchError `invalid-parameter` for an unknown estimator or a clip that is not above 0
 */
export async function valuePolicy(
  feedback: Feedback,
  policy: LoggedPolicy,
  plan: ValuingPlan,
  seed: number,
  signal: AbortSignal,
): Promise<Valued> {
  checkPolicyPlan(plan)
  const chosen = plan.estimators.map(findEstimator)
  const steady = rememberPolicy(policy, feedback.log)
  const found = await applyEstimators(feedback, steady, chosen, plan, seed, signal)
  await breathe(signal)
  const intervals = findIntervals(feedback, found.estimates, plan, seed)
  const { weight } = found.rounds
  const support = await checkSupport(feedback, steady, signal)
  const known = await tryWhereKnown(feedback, steady, chosen, plan, seed, signal)
  return {
    estimates: found.estimates.map((estimate) =>
      'refusal' in estimate
        ? refuse(estimate, feedback.log.rounds)
        : describe(estimate, feedback, plan, intervals.get(estimate)!),
    ),
    overlap: weightBins(weight),
    largestWeight: largestWeight(weight),
    support,
    ...(known && { known }),
  }
}

async function applyEstimators(
  feedback: Feedback,
  policy: LoggedPolicy,
  chosen: readonly Estimator[],
  plan: ValuingPlan,
  seed: number,
  signal: AbortSignal,
): Promise<{ rounds: LoggedRounds; estimates: (Applied | Refused)[] }> {
  const sights = await seeViews(feedback, policy, chosen, seed, signal)
  const estimates = chosen.map((estimator): Applied | Refused => {
    const sight = sights.of(estimator)
    if (typeof sight === 'string') return { estimator, refusal: sight }
    const bounds = boundsOf(estimator, sight.rounds, plan)
    return { estimator, ...sight, bounds, terms: estimator.terms(sight.rounds, bounds) }
  })
  return { rounds: sights.rounds, estimates }
}

/**
 * Bounds of an estimator: the experiment's clip, translated so that no weight counts more by any of them. Without a clip, estimators with a λ of their own take the one that
 * SLOPE, or the smallest estimated mean squared error, chooses.
 */
function boundsOf(estimator: Estimator, rounds: LoggedRounds, { clip, selection = 'slope' }: ValuingPlan): Bounds {
  if (clip !== null) return { clip, switchAt: clip, shrinkage: (2 * clip) ** 2, smoothing: Math.min(1, 1 / clip) }
  const { tuned } = estimator
  if (!tuned) return noBounds
  const { bound, candidates } = tuned
  const chosen =
    selection === 'slope'
      ? selectBySlope(tryCandidates(estimator, rounds, noBounds, bound, candidates))
      : selectByMse(scoreByMse(estimator, rounds, noBounds, bound, candidates, 'measured'))
  return { ...noBounds, [bound]: chosen.lambda }
}

interface FoundInterval {
  readonly interval: Interval | null
  readonly note: string | null
}

/** Resamples rounds once for all that look at rounds, and visits for all that look at visits; or computes each interval. */
function findIntervals(
  feedback: Feedback,
  estimates: readonly (Applied | Refused)[],
  { interval: kind = defaultInterval, confidence = defaultConfidence }: ValuingPlan,
  seed: number,
): Map<Applied, FoundInterval> {
  const applied = estimates.filter((estimate) => 'terms' in estimate)
  if (kind !== 'bootstrap')
    return new Map(applied.map((estimate) => [estimate, analyseInterval(kind, estimate, feedback, confidence)]))
  const found = new Map<Applied, FoundInterval>()
  for (const [size, alike] of Map.groupBy(applied, ({ terms }) => lengthOf(terms))) {
    const unit = size === feedback.log.rounds ? 'bootstrap of rounds' : 'bootstrap of visits'
    const terms = alike.map((estimate) => estimate.terms)
    const resampled = resampleTerms(terms, size, new Random(seed, unit))
    for (const [at, estimate] of alike.entries())
      found.set(estimate, { interval: resampledInterval(resampled[at]!, confidence), note: null })
  }
  return found
}

function describe(
  { estimator, rounds, bounds, terms, notes }: Applied,
  feedback: Feedback,
  { confidence = defaultConfidence, selection = 'slope' }: ValuingPlan,
  found: FoundInterval,
): PolicyEstimate {
  const value = valueOf(terms)
  const blind = isBlind(terms, rounds)
  const interval = blind || !Number.isFinite(value) ? null : intervalOf(estimator, rounds, found.interval, confidence)
  const said = [
    describeEstimate(estimator, rounds, bounds, blind, selection),
    ...notes,
    interval && found.note,
    feedback.estimated === undefined ? null : 'The propensities were estimated, not logged.',
  ]
  return {
    estimator: estimator.id,
    value: Number.isFinite(value) ? value : null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    effectiveSample: sampleOf(estimator, rounds, bounds),
    rounds: feedback.log.rounds,
    note: said.filter((sentence) => sentence !== null).join(' ') || null,
  }
}

const refuse = ({ estimator, refusal }: Refused, rounds: number): PolicyEstimate => ({
  estimator: estimator.id,
  value: null,
  low: null,
  high: null,
  effectiveSample: 0,
  rounds,
  note: refusal,
})

/** The estimators on the log with redrawn rewards, where the policy's true value is known; nothing for a log too large for that. */
async function tryWhereKnown(
  feedback: Feedback,
  policy: LoggedPolicy,
  chosen: readonly Estimator[],
  plan: ValuingPlan,
  seed: number,
  signal: AbortSignal,
): Promise<Valued['known']> {
  const { rounds, actions } = feedback.log
  if (rounds * actions > mostRemembered || chosen.length === 0) return undefined
  const known = await redrawRewards(feedback, seed, signal)
  const values = new Map(chosen.map(({ id }) => [id, [] as number[]]))
  for (const log of known.logs)
    for (const estimate of (await applyEstimators(log, policy, chosen, plan, seed, signal)).estimates)
      if ('terms' in estimate) values.get(estimate.estimator.id)!.push(valueOf(estimate.terms))
  const usable = [...values].filter(([, found]) => found.length > 0 && found.every(Number.isFinite))
  return { truth: await trueValue(feedback, known, policy, signal), estimates: Object.fromEntries(usable) }
}

function sampleOf(estimator: Estimator, { weight, matched }: LoggedRounds, bounds: Bounds): number {
  if (estimator.needsUniformLog) return sum(matched)
  if (!estimator.weigh) return weight.length
  return effectiveSample(weight.map((w) => estimator.weigh!(w, bounds)))
}

/** Matches of rewards 0 and 1 are a share, for which Wilson's interval holds even when none was rewarded; otherwise what was found. */
function intervalOf(
  estimator: Estimator,
  { matched, reward }: LoggedRounds,
  found: Interval | null,
  confidence: number,
): Interval | null {
  if (!estimator.needsUniformLog || !isBinary(reward)) return found
  return wilson(
    matched.reduce((rewarded, match, i) => rewarded + match * reward[i]!, 0),
    sum(matched),
    confidence,
  )
}

/** Whether an estimate without a model is 0 only because no rewarded round has weight: resampling cannot see how wrong that is. */
const isBlind = ({ base, numerator, denominator, parts }: Terms, rounds: LoggedRounds): boolean =>
  !base &&
  denominator !== rounds.matched &&
  (numerator?.every((term) => term === 0) ?? true) &&
  (parts?.every((part) => isBlind(part, rounds)) ?? true)

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
