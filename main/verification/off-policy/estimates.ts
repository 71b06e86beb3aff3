import { directMethod } from '../../evaluation/off-policy/direct-method.ts'
import { noBounds, perRoundValues, valueOf, type LoggedRounds } from '../../evaluation/off-policy/estimator.ts'
import { snips } from '../../evaluation/off-policy/ips.ts'
import { lowerBounds, momentsOf } from '../../evaluation/off-policy/lower-bounds.ts'
import { replay } from '../../evaluation/off-policy/replay.ts'
import { effectiveSample, largestWeight } from '../../evaluation/off-policy/weights.ts'
import { quantile } from '../../evaluation/significance/bootstrap.ts'
import { normalQuantile } from '../../math/distributions.ts'
import { studentQuantile } from '../../math/student-t.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow, type Given } from './bandit-row.ts'
import { estimatorsByName, valueUnder } from './estimators.ts'
import { drawResamples } from './resamples.ts'
import { compareTuned } from './tuning.ts'

/**
 * Compares a row of estimates of one policy on one log. The parts of its id after the name of the log: what was valued, what was computed of it, and for intervals
 * of which estimator.
 */
export function compareEstimates(row: BanditRow, rounds: LoggedRounds, support: number): VerifiedRow[] {
  const [, , kind, name] = row.id.split('.')
  switch (kind) {
    case 'values':
      return compareValues(row, rounds)
    case 'weights':
      return compareWeights(row, rounds, support)
    case 'tuned':
      return compareTuned(row, rounds)
    case 'interval':
      return compareIntervals(row, rounds, name!)
    case 'bootstrap':
      return compareBootstrap(row, rounds, name!)
    default:
      return [notCompared(row.id, 'skipped', `Nothing is known of what "${kind}" computes.`)]
  }
}

/** Estimates of every label of a row. Where the library divides 0 by 0, the limit is ours and the number is shown for information. */
function compareValues(row: BanditRow, rounds: LoggedRounds): VerifiedRow[] {
  return Object.entries(row.value as Record<string, Given>).map(([label, given]) => {
    const ours = valueUnder(label, rounds)
    if (given !== 'NaN' || ours === undefined) return compareGiven(row.id, label, ours, given, row.tolerance)
    const note = 'The library divides 0 by 0 where a weight is 0; ours is the limit.'
    return { ...compareGiven(row.id, label, ours, given, row.tolerance, note), verdict: 'information' }
  })
}

/** Moments, quantiles and effective size of the weights. */
function compareWeights(row: BanditRow, { weight, reward }: LoggedRounds, support: number): VerifiedRow[] {
  const sorted = weight.toSorted()
  const { n, mean } = momentsOf(weight)
  return compareAll(row, {
    n,
    mean,
    max: largestWeight(weight),
    min: sorted[0]!,
    q50: quantile(sorted, 0.5),
    q95: quantile(sorted, 0.95),
    q99: quantile(sorted, 0.99),
    zeros: weight.filter((w) => w === 0).length,
    sum: mean * n,
    sum_sq: weight.reduce((sum, w) => sum + w * w, 0),
    ess: effectiveSample(weight),
    behaviour_mean_reward: momentsOf(reward).mean,
    expected_weight_under_support: support,
  })
}

/** Moments of the per-round values, lower bounds and two-sided intervals. */
function compareIntervals(row: BanditRow, rounds: LoggedRounds, name: string): VerifiedRow[] {
  const values = perRound(rounds, name)
  const { n, mean, variance, largest } = momentsOf(values)
  const error = Math.sqrt(variance / n)
  const around = (width: number) => [mean - width * error, mean + width * error]
  const ours: Record<string, number | number[]> = {
    per_round_mean: mean,
    per_round_sd_ddof1: Math.sqrt(variance),
    per_round_sd_ddof0: Math.sqrt((variance * (n - 1)) / n),
    per_round_max: largest,
    per_round_min: values.reduce((least, value) => Math.min(least, value), Infinity),
    'normal_95 (mean -/+ z sd_ddof1/sqrt n)': around(normalQuantile(0.975)),
    'student_95 (mean -/+ t sd_ddof1/sqrt n)': around(studentQuantile(0.05, n - 1)),
  }
  for (const key of Object.keys(row.value)) {
    const [bound, delta] = key.split('_lower delta=') as [string, string | undefined]
    if (delta === undefined) continue
    if (bound === 'hoeffding') ours[key] = lowerBounds.hoeffding(values, Number(delta))
    if (bound === 'bernstein') ours[key] = lowerBounds.bernstein(values, Number(delta))
    if (bound === 'student_t') ours[key] = lowerBounds.student(values, Number(delta))
  }
  return compareAll(row, ours)
}

/** Percentile bootstrap of the per-round values on the resamples that the reference drew, in the tolerance of the row. */
function compareBootstrap(row: BanditRow, rounds: LoggedRounds, name: string): VerifiedRow[] {
  const values = perRound(rounds, name)
  const { n, variance } = momentsOf(values)
  const { alpha, random_state: seed } = row.config as { alpha: number; random_state: number }
  return Object.entries(row.value as Record<string, Record<string, number>>).flatMap(([count, given]) => {
    const errors = Number(count) >= 1000 ? 0.15 : Number(row.tolerance['abs_se'])
    const tolerance = { abs: errors * Math.sqrt(variance / n) }
    const means = drawResamples(seed, n, Number(count)).map((drawn) => meanOf(values, drawn))
    const sorted = Float64Array.from(means).sort()
    const level = `${(100 * (1 - alpha)).toFixed(1)}% CI`
    const ours: Record<string, number> = {
      mean: momentsOf(sorted).mean,
      [`${level} (lower)`]: quantile(sorted, alpha / 2),
      [`${level} (upper)`]: quantile(sorted, 1 - alpha / 2),
    }
    return Object.entries(given).map(([key, number]) =>
      compareGiven(row.id, `${count} resamples: ${key}`, ours[key], number, tolerance),
    )
  })
}

export function compareReplay(row: BanditRow, rounds: LoggedRounds): VerifiedRow[] {
  const matches = rounds.matched.reduce((sum, match) => sum + match, 0)
  return compareAll(row, {
    value: valueOf(replay.terms(rounds, noBounds)),
    matches,
    match_rate: matches / rounds.matched.length,
    matched_reward_sum: rounds.matched.reduce((sum, match, i) => sum + match * rounds.reward[i]!, 0),
  })
}

/** Balanced IPS: SNIPS on weights that were estimated, clipped first. */
export function compareBalanced(row: BanditRow, rounds: LoggedRounds): VerifiedRow[] {
  const values = Object.keys(row.value).map((clip) => [
    clip,
    valueOf(snips.terms(rounds, { ...noBounds, clip: Number(clip) })),
  ])
  return compareAll(row, Object.fromEntries(values) as Record<string, number>)
}

/** Relative and squared errors of estimates against the truth. */
export function compareErrors(row: BanditRow, rounds: LoggedRounds, truth: LoggedRounds): VerifiedRow[] {
  const value = valueOf(directMethod.terms(truth, noBounds))
  return Object.entries(row.value as Record<string, Record<string, Given>>).flatMap(([measure, given]) =>
    Object.entries(given).map(([name, number]) => {
      const estimate = valueUnder(name, rounds)
      const error = estimate === undefined ? undefined : Math.abs(estimate - value)
      const ours = error === undefined ? undefined : measure === 'se' ? error ** 2 : error / value
      return compareGiven(row.id, `${measure} ${name}`, ours, number, row.tolerance)
    }),
  )
}

/** Every number of a row's value beside ours; a list is compared entry by entry. */
export function compareAll(row: BanditRow, ours: Readonly<Record<string, number | readonly number[]>>): VerifiedRow[] {
  return Object.entries(row.value).flatMap(([key, given]) => {
    const mine = ours[key]
    if (mine === undefined)
      return [{ ...notCompared(row.id, 'skipped', 'Recbench computes no number of this name.'), metric: key }]
    const list = [mine].flat() as number[]
    const theirs = [given].flat() as Given[]
    return theirs.map((number, i) =>
      compareGiven(row.id, theirs.length === 1 ? key : `${key} ${i}`, list[i], number, row.tolerance),
    )
  })
}

function perRound(rounds: LoggedRounds, name: string): Float64Array {
  return perRoundValues(estimatorsByName[name]!.estimator.terms(rounds, noBounds))
}

function meanOf(values: Float64Array, drawn: Int32Array): number {
  let sum = 0
  for (let i = 0; i < drawn.length; i++) sum += values[drawn[i]!]!
  return sum / drawn.length
}
