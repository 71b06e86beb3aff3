import type { Family } from './models.ts'

export interface PolicyEstimate {
  readonly estimator: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /** Kish's effective sample size of the weights; rounds matched for replay. */
  readonly effectiveSample: number
  readonly rounds: number
  /** Why the estimator does not apply, or a warning that goes with the number. */
  readonly note: string | null
}

/** A policy in a simulated world, at evenly spaced rounds. */
export interface PolicySimulation {
  readonly rounds: readonly number[]
  /** Mean cumulative regret, with a 95 % band over repeats. */
  readonly regret: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  /** Mean reward up to that round, and its 95 % band over repeats. */
  readonly reward: readonly number[]
  readonly rewardLow?: readonly number[]
  readonly rewardHigh?: readonly number[]
  readonly meanReward: number
  /** Share of the rounds, since the point before, that showed the arm that is best for the visitor, over repeats. */
  readonly bestShare?: readonly number[]
  /** Of the most shown arms, most first: the share of rounds that showed it, since the point before, over repeats. */
  readonly shares?: readonly { readonly arm: number; readonly name: string; readonly share: readonly number[] }[]
  /** The first rounds of the first repeat, one by one, to be played back. */
  readonly trace?: PolicyTrace
}

/** At most 2,000 rounds of one simulation. Entry t is round t + 1. */
export interface PolicyTrace {
  readonly arm: readonly number[]
  readonly best: readonly number[]
  readonly reward: readonly number[]
  /** Probability that the shown arm pays, and that the best one does. */
  readonly chance: readonly number[]
  readonly bestChance: readonly number[]
  readonly armNames: readonly string[]
}

export interface WeightBin {
  readonly from: number
  readonly to: number
  readonly share: number
}

export interface PolicyResult {
  readonly id: string
  readonly label: string
  readonly family: Family
  readonly simulation: PolicySimulation | null
  readonly estimates: readonly PolicyEstimate[]
  /** Histogram of the importance weights for the overlap plot. */
  readonly overlap: readonly WeightBin[]
  readonly largestWeight: number | null
  /** What the log cannot say of this policy: actions it wants that were never or hardly shown. */
  readonly support?: {
    readonly unsupportedShare: number
    readonly unsupportedActions: number
    readonly note: string | null
  }
  /** The estimators tried on the same log with rewards drawn anew from a model of them, so that the truth is known. */
  readonly known?: {
    readonly truth: number
    /** Per estimator, its value in each redraw. */
    readonly estimates: Readonly<Record<string, readonly number[]>>
  }
  readonly loop?: LoopResult
  /** How it took part: through which adapter, learned on what, in which simulated world. */
  readonly notes?: readonly string[]
  readonly error: string | null
}

/** A policy for sequences of recommendations in its simulated world; means over repeats with 95 % bands. */
export interface SequenceResult {
  readonly id: string
  readonly label: string
  readonly episodes: readonly number[]
  /** Mean discounted return of the sequences since the point before. */
  readonly returns: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly meanSteps: number
  /** Discounted return by the best action of each state, after learning. */
  readonly learned: { readonly mean: number; readonly low: number; readonly high: number }
  /** The largest expected return there can be; null where the world does not know. */
  readonly optimal: number | null
  readonly description: string
  readonly error: string | null
}

/** What was shown in the rounds of a feedback loop. */
export interface LoopCurves {
  /** Mean true reward of what was shown. */
  readonly reward: readonly number[]
  /** Gini index of how often items were shown, 0 even … 1 one item alone. */
  readonly gini: readonly number[]
  /** Share of the catalogue that was shown to anyone. */
  readonly coverage: readonly number[]
  /** Mean share of users' items in the list of other users: how alike the lists have become. */
  readonly similarity: readonly number[]
}

/** A feedback loop, round by round, from round 0, which is trained on the log as it was. */
export interface LoopResult extends LoopCurves {
  readonly rounds: readonly number[]
  /** Events it had learned from: those of the log, and the clicks of the rounds before. */
  readonly events: readonly number[]
  /** The same visitors shown items by chance, for comparison. */
  readonly chance?: LoopCurves
}

/**
 * The policies in order of estimated value. How far such an order can be trusted is found on the same log with rewards drawn anew from a model of them: there the
 * truth is known.
 */
export interface PolicyRanking {
  readonly estimator: string
  /** Positions in `policies`, best first. */
  readonly order: readonly number[]
  /** Spearman's rank correlation with the true order, mean over redraws; null without truth or with fewer than 3 policies. */
  readonly rankCorrelation: number | null
  /** Value lost by taking the policy that the estimator puts first instead of the truly best, mean over redraws; null without truth. */
  readonly regret: number | null
}

/** One simulated A/B test: the first model against another. */
export interface AbTestResult {
  readonly a: string
  readonly b: string
  readonly visitors: { readonly a: number; readonly b: number }
  readonly rate: { readonly a: number; readonly b: number }
  readonly difference: { readonly value: number; readonly low: number; readonly high: number; readonly p: number }
  /** By CUPED on what the visitors did before. */
  readonly adjusted: {
    readonly value: number
    readonly low: number
    readonly high: number
    readonly p: number
    /** By how much the squared width of the interval falls, as a share. */
    readonly varianceReduction: number
  } | null
  readonly sampleRatio: { readonly p: number; readonly note: string | null }
  /** Visitors per arm that would show the observed difference with the wanted power; null where there is no difference. */
  readonly neededPerArm: number | null
  readonly looks: readonly { readonly visitors: number; readonly statistic: number; readonly bound: number }[]
  /** Number of the look, from 0, at which a sequential test stops; null when it runs to the end. */
  readonly stoppedAt: number | null
  /** Team-draft interleaving of the two on the same visitors: share of decided visits won by b, with interval. */
  readonly interleaving: {
    readonly preference: number
    readonly low: number
    readonly high: number
    readonly visits: number
  } | null
  readonly verdict: string
}

/** What the logged feedback says by itself. */
export interface PolicyLogSummary {
  readonly name: string
  readonly rounds: number
  readonly rewards: number
  readonly value: number
  readonly low: number
  readonly high: number
  readonly uniform: boolean
  readonly note: string | null
  /** Whether the propensities were estimated, how, and why that deserves a warning. */
  readonly propensities?: { readonly estimated: boolean; readonly note: string | null }
}
