/** What estimators see of a log and of the policy to be valued: one entry per logged round. */
export interface LoggedRounds {
  /** r: reward of the action that was shown. */
  readonly reward: Float64Array
  /** w = π(a | x) / p: probability of that action under the policy valued, over its probability when it was shown. */
  readonly weight: Float64Array
  /** 1 where the policy chose the action that was shown, else 0. */
  readonly matched: Float64Array
  /** What a reward model says; null when none was fitted. */
  readonly model: ModelledRounds | null
  /** How rounds make up visits, for estimators of lists that were shown together. */
  readonly slates?: SlateLayout
}

/** Rounds grouped by visit, and in a visit by position: those of visit i are `starts[i] … starts[i + 1] − 1`. */
export interface SlateLayout {
  readonly starts: Int32Array
  /** From 0. */
  readonly position: Int32Array
  readonly positions: number
}

export interface ModelledRounds {
  /** q̂(x, a) of the action that was shown. */
  readonly shown: Float64Array
  /** Σ_a π(a | x) q̂(x, a). */
  readonly policy: Float64Array
}

/** Bounds against large weights; each estimator says which it uses. */
export interface Bounds {
  /** Largest weight that is kept as it is; larger ones count as this. */
  readonly clip: number
  /** Switch-DR: rounds with a larger weight rest on the model alone. */
  readonly switchAt: number
  /** DR with optimistic shrinkage: λ, from 0 (model only) to infinity (DR). */
  readonly shrinkage: number
  /** Sub-Gaussian: λ from 0 (weights as they are) to 1 (weights ignored). */
  readonly smoothing: number
}

export const noBounds: Bounds = { clip: Infinity, switchAt: Infinity, shrinkage: Infinity, smoothing: 0 }

/**
 * The value is mean(base) + Σ numerator / Σ denominator. Absent base: 0; absent numerator: 0; absent denominator: 1 in each round, so that the quotient
 * is a mean. All estimators have this form, or are sums of parts that have it, and so one bootstrap serves them all. Entries are rounds, or visits.
 */
export interface Terms {
  readonly base?: Float64Array
  readonly numerator?: Float64Array
  readonly denominator?: Float64Array
  /** What is added to the rest. */
  readonly parts?: readonly Terms[]
}

/**
 * What an estimator looks at: the rounds as they are; with a reward model that was fitted for this policy; with weights of what items have in common; or
 * visits, in which a round has the weight of its whole visit, its own, or that of the items down to its position.
 */
export type View = 'rounds' | 'mrdr' | 'attributes' | 'visit' | 'item' | 'cascade'

/** An off-policy estimator: the value of a policy from rounds that another one logged. One file each, registered in `all.ts`. */
export interface Estimator {
  readonly id: string
  readonly title: string
  /** One English sentence: what it does and when to trust it. */
  readonly summary: string
  readonly formula: string
  readonly reference: string
  readonly needsModel: boolean
  readonly needsUniformLog: boolean
  /** Absent: the rounds as they are. */
  readonly view?: View
  /** The bound of its own that SLOPE chooses from candidates when the experiment gives no clip. */
  readonly tuned?: { readonly bound: keyof Bounds; readonly candidates: readonly number[] }
  /** The weight it gives to a round, of which the effective sample is counted; absent: it uses none. */
  weigh?(weight: number, bounds: Bounds): number
  terms(rounds: LoggedRounds, bounds: Bounds): Terms
}

/** mean(base) + Σ numerator / Σ denominator, and the parts; NaN where the denominators of one sum to 0 or there are no rounds. */
export function valueOf({ base, numerator, denominator, parts }: Terms): number {
  const quotient = numerator ? sum(numerator) / (denominator ? sum(denominator) : numerator.length) : 0
  const rest = parts?.reduce((total, part) => total + valueOf(part), 0) ?? 0
  return (base ? sum(base) / base.length : 0) + quotient + rest
}

/** One value per round whose mean is the estimate; a denominator is replaced by its mean over all rounds. */
export function perRoundValues(terms: Terms): Float64Array {
  const { base, numerator, denominator, parts } = terms
  const scale = denominator ? denominator.length / sum(denominator) : 1
  const values = new Float64Array(lengthOf(terms))
  for (let i = 0; i < values.length; i++) values[i] = (base ? base[i]! : 0) + (numerator ? numerator[i]! * scale : 0)
  for (const part of parts ?? []) for (const [i, value] of perRoundValues(part).entries()) values[i]! += value
  return values
}

/** How many entries the terms have. */
export const lengthOf = ({ base, numerator, parts }: Terms): number =>
  (base ?? numerator)?.length ?? lengthOf(parts![0]!)

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}

/** One entry per round. */
export function eachRound({ reward }: LoggedRounds, term: (i: number) => number): Float64Array {
  const terms = new Float64Array(reward.length)
  for (let i = 0; i < terms.length; i++) terms[i] = term(i)
  return terms
}
