import type { Bounds, Estimator, LoggedRounds } from '../off-policy/estimator.ts'
import { defaultClip } from '../off-policy/ips.ts'
import { effectiveSample } from '../off-policy/weights.ts'

/** Below this many effective rounds, or this share of the log, an estimate carries a warning. */
const fewRounds = 300
const smallShare = 0.03

/**
 * What a reader must know beside an estimate, in sentences; null when there is nothing.
 *
 * @param blind whether no rewarded round has any weight
 * @param selection how a λ of its own was chosen
 */
export function describeEstimate(
  estimator: Estimator,
  rounds: LoggedRounds,
  bounds: Bounds,
  blind: boolean,
  selection: 'slope' | 'mse' = 'slope',
): string | null {
  if (estimator.needsUniformLog) return describeMatches(rounds)
  const sentences = [
    estimator.weigh
      ? describeSample(estimator, rounds, bounds)
      : 'The interval leaves out the error of the reward model.',
    estimator.weigh ? describeRewards(rounds, blind) : null,
    describeClipping(estimator, rounds, bounds),
    describeTuning(estimator, bounds, selection),
    estimator.weigh ? describeSupport(rounds.weight) : null,
  ]
  return sentences.filter((sentence) => sentence !== null).join(' ') || null
}

function describeMatches({ matched }: LoggedRounds): string {
  const matches = matched.reduce((sum, match) => sum + match, 0)
  if (matches === 0) return `The policy chose what was shown in none of ${formatCount(matched.length)} rounds.`
  const share = formatNumber((100 * matches) / matched.length)
  return `The policy chose what was shown in ${formatCount(matches)} of ${formatCount(matched.length)} rounds (${share} %).`
}

function describeSample(estimator: Estimator, { weight }: LoggedRounds, bounds: Bounds): string | null {
  const sample = effectiveSample(weight.map((w) => estimator.weigh!(w, bounds)))
  if (sample === 0 && estimator.needsModel) return 'No round has weight: it rests on the reward model alone.'
  if (sample >= fewRounds && sample >= smallShare * weight.length) return null
  return `It rests on ${formatCount(Math.round(sample))} effective rounds of ${formatCount(weight.length)}.`
}

function describeRewards({ weight, reward }: LoggedRounds, blind: boolean): string | null {
  if (blind)
    return 'No rewarded round is one the policy would show: the value is 0 for want of evidence, and no interval can be given.'
  if (weight.some((w, i) => w >= 1 && reward[i]! !== 0)) return null
  return 'No rewarded round is one the policy prefers (weight 1 or more), so the interval is too narrow.'
}

function describeClipping({ id, weigh }: Estimator, { weight }: LoggedRounds, { clip }: Bounds): string | null {
  const bound = id === 'clipped-ips' && clip === Infinity ? defaultClip : clip
  const clips = weigh?.(2 * bound, { clip, switchAt: Infinity, shrinkage: Infinity, smoothing: 0 }) === bound
  const clipped = weight.reduce((total, w) => total + (w > bound ? 1 : 0), 0)
  return clips && clipped > 0 ? `${formatCount(clipped)} rounds weigh more than ${bound} and are clipped.` : null
}

function describeTuning({ tuned }: Estimator, bounds: Bounds, selection: 'slope' | 'mse'): string | null {
  if (!tuned || bounds.clip !== Infinity) return null
  const lambda = bounds[tuned.bound]
  const how = selection === 'slope' ? 'chosen by SLOPE' : 'of the smallest estimated squared error'
  return `λ = ${lambda === Infinity ? '∞' : lambda}, ${how}.`
}

/** With full support the mean weight is 1 but for chance; far below it, the log never shows what the policy would. */
function describeSupport(weight: Float64Array): string | null {
  const n = weight.length
  const mean = weight.reduce((sum, w) => sum + w, 0) / n
  const deviation = Math.sqrt(weight.reduce((sum, w) => sum + (w - mean) ** 2, 0) / n)
  if (Math.abs(mean - 1) <= Math.max(0.01, (4 * deviation) / Math.sqrt(n))) return null
  const why = mean < 1 ? 'the log leaves out actions that the policy shows' : 'the propensities may be wrong'
  return `The mean weight is ${formatNumber(mean)} instead of 1: ${why}.`
}

export const formatCount = (value: number) => value.toLocaleString('en-US')

/** Two significant digits. */
export const formatNumber = (value: number) => String(+value.toPrecision(2))
