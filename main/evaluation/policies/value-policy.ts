import type { PolicyEstimate, PolicyResult } from '../../contract/api/runs.ts'
import type { PolicyPlan } from '../../contract/experiment.ts'
import { Random } from '../../math/random.ts'
import { drawArm } from '../../recommenders/bandits/arms.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { findEstimator } from '../off-policy/all.ts'
import {
  noBounds,
  valueOf,
  type Bounds,
  type Estimator,
  type LoggedRounds,
  type Terms,
} from '../off-policy/estimator.ts'
import { resampleTerms } from '../off-policy/resample-terms.ts'
import { selectBySlope, tryCandidates } from '../off-policy/slope.ts'
import { effectiveSample, largestWeight, weightBins } from '../off-policy/weights.ts'
import { percentileInterval, type Interval } from '../significance/bootstrap.ts'
import { checkPolicyPlan } from './check-plan.ts'
import { crossFitRewards, type CrossFit } from './cross-fit.ts'
import { isBinary, readPropensities, wilson, type Feedback, type Propensities } from './describe-log.ts'
import { describeEstimate, formatNumber } from './describe-estimate.ts'
import type { LoggedPolicy } from './logged-policy.ts'

type Valued = Pick<PolicyResult, 'estimates' | 'overlap' | 'largestWeight'>

const roundsBetweenBreaths = 1000

/**
 * Bounds of an estimator: the experiment's clip, translated so that no weight counts more by any of them. Without a clip, estimators with a λ of their own take the one that
 * SLOPE chooses.
 */
function boundsOf(estimator: Estimator, rounds: LoggedRounds, clip: number | null): Bounds {
  if (clip !== null) return { clip, switchAt: clip, shrinkage: (2 * clip) ** 2, smoothing: Math.min(1, 1 / clip) }
  const { tuned } = estimator
  if (!tuned) return noBounds
  const candidates = tryCandidates(estimator, rounds, noBounds, tuned.bound, tuned.candidates)
  return { ...noBounds, [tuned.bound]: selectBySlope(candidates).lambda }
}

/**
 * Values a policy on logged feedback by the estimators an experiment names. Intervals: 95 %, by one seeded bootstrap over rounds in which the normaliser of normalised
 * estimators is resampled too; all policies of an experiment get the same resamples.
 *
 * @throws RecbenchError `invalid-parameter` for an unknown estimator or a clip that is not above 0
 */
export async function valuePolicy(
  feedback: Feedback,
  policy: LoggedPolicy,
  { estimators, clip }: Pick<PolicyPlan, 'estimators' | 'clip'>,
  seed: number,
  signal: AbortSignal,
): Promise<Valued> {
  checkPolicyPlan({ estimators, clip })
  const chosen = estimators.map(findEstimator)
  const propensities = readPropensities(feedback.columns, feedback.log)
  const model = chosen.some(({ needsModel }) => needsModel) ? await crossFitRewards(feedback, seed, signal) : null
  const rounds = await seeRounds(feedback, policy, model, seed, signal)
  const applicable = chosen.filter((estimator) => !estimator.needsUniformLog || propensities.uniform)
  const bounds = applicable.map((estimator) => boundsOf(estimator, rounds, clip))
  const terms = applicable.map((estimator, at) => estimator.terms(rounds, bounds[at]!))
  await breathe(signal)
  const resampled = resampleTerms(terms, feedback.log.rounds, new Random(seed, 'bootstrap of rounds'))
  const intervals = resampled.map(percentileInterval)
  const estimates = chosen.map((estimator): PolicyEstimate => {
    const at = applicable.indexOf(estimator)
    if (at < 0) return refuse(estimator, propensities, feedback.log.rounds)
    const value = valueOf(terms[at]!)
    const blind = isBlind(terms[at]!, rounds)
    const interval = blind || !Number.isFinite(value) ? null : intervalOf(estimator, rounds, intervals[at]!)
    return {
      estimator: estimator.id,
      value: Number.isFinite(value) ? value : null,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      effectiveSample: sampleOf(estimator, rounds, bounds[at]!),
      rounds: feedback.log.rounds,
      note: describeEstimate(estimator, rounds, bounds[at]!, blind),
    }
  })
  return { estimates, overlap: weightBins(rounds.weight), largestWeight: largestWeight(rounds.weight) }
}

/** Looks at every logged round through the policy. */
async function seeRounds(
  { log, columns }: Feedback,
  policy: LoggedPolicy,
  model: CrossFit | null,
  seed: number,
  signal: AbortSignal,
): Promise<LoggedRounds> {
  const { rounds, actions } = log
  const { action, propensity } = columns
  const reward = Float64Array.from(columns.reward)
  const weight = new Float64Array(rounds)
  const matched = new Float64Array(rounds)
  const modelled = model && { shown: new Float64Array(rounds), policy: new Float64Array(rounds) }
  const distribution = new Float64Array(actions)
  const random = new Random(seed, 'replay')
  let known = -1
  for (let round = 0; round < rounds; round++) {
    if (round % roundsBetweenBreaths === 0) await breathe(signal)
    if (policy.sameAs(round) !== known) policy.distribution(round, distribution)
    known = policy.sameAs(round)
    const shown = action[round]!
    weight[round] = distribution[shown]! / propensity[round]!
    matched[round] = drawArm(distribution, random.uniform()) === shown ? 1 : 0
    if (!model || !modelled) continue
    modelled.shown[round] = model.predict(round, shown)
    let sum = 0
    for (let a = 0; a < actions; a++) if (distribution[a]! > 0) sum += distribution[a]! * model.predict(round, a)
    modelled.policy[round] = sum
  }
  return { reward, weight, matched, model: modelled }
}

function refuse(estimator: Estimator, { smallest, largest }: Propensities, rounds: number): PolicyEstimate {
  const range = `${formatNumber(smallest)} to ${formatNumber(largest)}`
  const note = `${estimator.title} needs a log that was collected uniformly at random; the propensities of this one range from ${range}. Use IPS or SNIPS.`
  return { estimator: estimator.id, value: null, low: null, high: null, effectiveSample: 0, rounds, note }
}

function sampleOf(estimator: Estimator, { weight, matched }: LoggedRounds, bounds: Bounds): number {
  if (estimator.needsUniformLog) return sum(matched)
  if (!estimator.weigh) return weight.length
  return effectiveSample(weight.map((w) => estimator.weigh!(w, bounds)))
}

/** Matches of rewards 0 and 1 are a share, for which Wilson's interval holds even when none was rewarded; otherwise the bootstrap's. */
function intervalOf(
  estimator: Estimator,
  { matched, reward }: LoggedRounds,
  resampled: Interval | null,
): Interval | null {
  if (!estimator.needsUniformLog || !isBinary(reward)) return resampled
  return wilson(
    matched.reduce((rewarded, match, i) => rewarded + match * reward[i]!, 0),
    sum(matched),
  )
}

/** Whether an estimate without a model is 0 only because no rewarded round has weight: resampling cannot see how wrong that is. */
const isBlind = ({ base, numerator, denominator }: Terms, { matched }: LoggedRounds) =>
  !base && denominator !== matched && (numerator?.every((term) => term === 0) ?? true)

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
