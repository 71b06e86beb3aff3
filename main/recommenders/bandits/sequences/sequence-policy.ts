import type { ConfigurationOf, Settings } from '../../../contract/settings.ts'
import type { Random } from '../../../math/random.ts'

/** Where a sequence stands, such as what a visitor last met. */
export interface SequenceState {
  /** Number of the state, 0 … states − 1. */
  readonly number: number
  /** What describes it to a policy that generalises over states. */
  readonly features: Float64Array
}

/**
 * Chooses an action in each state of a sequence so that the rewards of the whole sequence, those further off discounted, add up to most. Being asked teaches it
 * nothing; only `update` does. Ties go to the lowest action. Arrays given to fill have one entry per action.
 */
export interface SequencePolicy {
  readonly states: number
  readonly actions: number
  /** Length of the features of a state. */
  readonly features: number
  /** Q(s, a) of each action: the estimated sum of discounted rewards from here on. */
  values(state: SequenceState, into: Float64Array): void
  /** The action with which it goes on learning, exploration included. All randomness comes from `random`. */
  select(state: SequenceState, random: Random): number
  /** The action it holds for best, without exploration. */
  best(state: SequenceState): number
  /** Learns that `action` in `state` paid `reward` and led to `next`, where the sequence ended if `done`. */
  update(state: SequenceState, action: number, reward: number, next: SequenceState, done: boolean): void
  /** The whole state with a version. */
  save(): Uint8Array<ArrayBuffer>
}

/** The problem a policy is made for. */
export interface SequenceSize {
  readonly states: number
  readonly actions: number
  readonly features: number
  /** γ: what a reward one step later is worth, 0 … 1. */
  readonly discount: number
}

/** An algorithm of the catalogue for sequences of recommendations. */
export interface SequenceAlgorithm<S extends Settings = Settings> {
  readonly id: string
  readonly title: string
  /** One English sentence: what it does. */
  readonly summary: string
  readonly formula: string
  /** Author, year, title, venue, DOI. */
  readonly reference: string
  readonly settings: S
  /**
   * A policy that knows nothing yet.
   *
   * @param random its own stream, for first weights and for what it recalls
   */
  create(size: SequenceSize, config: ConfigurationOf<S>, random: Random): SequencePolicy
  load(bytes: Uint8Array): SequencePolicy
}

/** An algorithm whose settings' type is erased. Configurations are parsed before they get here. */
export type AnySequenceAlgorithm = Omit<SequenceAlgorithm, 'create'> & {
  create(size: SequenceSize, config: never, random: Random): SequencePolicy
}

/** Keeps the type of the settings while it checks the shape. */
export const defineSequenceAlgorithm = <const S extends Settings>(
  algorithm: SequenceAlgorithm<S>,
): SequenceAlgorithm<S> => algorithm
