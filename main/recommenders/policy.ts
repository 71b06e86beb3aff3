import type { ConfigurationOf, Settings } from '../contract/settings.ts'
import type { Random } from '../math/random.ts'
import type { AnyRecommender, Recommender } from './recommender.ts'

/** What a policy may look at before it chooses: who is there, and features of the situation. */
export interface PolicyContext {
  /** Number of the user, or −1 for nobody known. */
  readonly user: number
  /** As many features as the policy was made for; empty when it uses none. */
  readonly features: Float64Array
}

/**
 * Something that chooses among arms 0 … arms − 1 and may learn from what that paid: all that simulation and off-policy evaluation need. Being asked teaches it
 * nothing; only `update` does. Ties go to the lowest arm. Arrays given to fill have one entry per arm.
 */
export interface ArmChooser {
  readonly arms: number
  /** Length of `features` it needs; 0 when it does not look at them. */
  readonly features: number
  /** Probability with which `select` would choose each arm now; sums to 1. */
  distribution(context: PolicyContext, into: Float64Array): void
  /** The arm to show. All randomness comes from `random`. */
  select(context: PolicyContext, random: Random): number
  /**
   * Chooses for many contexts at once, as `select` would for one after the other, up to the last digits of an estimate. `contexts` has `count` rows of features of
   * nobody known. Call {@link selectMany}, which serves policies without it too.
   */
  selectMany?(contexts: Float64Array, count: number, random: Random, into: Int32Array): void
  /** Learns that `arm` was shown in `context` and paid `reward`. */
  update(context: PolicyContext, arm: number, reward: number): void
}

/** A bandit policy: it estimates rewards, and can be saved. */
export interface Policy extends ArmChooser {
  /** Estimated mean reward of each arm in `context`, without any bonus for uncertainty. */
  expected(context: PolicyContext, into: Float64Array): void
  /** The whole state with a version. */
  save(): Uint8Array<ArrayBuffer>
  /**
   * A policy of `from.length` arms in which arm k knows what arm from[k] of this one knows, or nothing yet where from[k] is −1. This one must not be used afterwards.
   * {@link ChangingPolicy} is made of it, and serves policies without it too: those are made anew and taught their rounds again.
   */
  rearranged?(from: Int32Array): Policy
}

/**
 * A policy whose arms come and go, see `changingArms`. An arm keeps its number for good, and `arms` counts the retired ones too. A retired arm has probability 0 and
 * an expected reward of NaN, and what it still pays is not learned.
 */
export interface ChangingPolicy extends Policy {
  isActive(arm: number): boolean
  /** The number of a new arm, of which nothing is known yet. */
  addArm(): number
  /** Errors: `invalid-parameter` for an arm that is not there, and for the last one. */
  retireArm(arm: number): void
}

/** Rounds that are learned from one after the other: what was shown to whom, and what it paid. */
export interface ArmRounds {
  readonly arms: Int32Array
  readonly rewards: Float64Array | Float32Array
  /** One row of features per round, row-major; empty for a policy that does not look at them. */
  readonly contexts: Float64Array
  /** User of each round; nobody known where absent. */
  readonly users?: Int32Array
}

export interface PolicySize {
  readonly arms: number
  readonly features: number
}

/** A bandit algorithm: makes policies that know nothing yet, and restores saved ones. */
export interface PolicyAlgorithm<S extends Settings = Settings> {
  /** Whether it uses `features`. */
  readonly contextual: boolean
  /** False where no reward changes its policies; absent: they learn. */
  readonly learns?: boolean
  create(size: PolicySize, config: ConfigurationOf<S>): Policy
  load(bytes: Uint8Array): Policy
}

/** A recommender of the catalogue that is a policy underneath, so that it can also learn online. */
export interface PolicyRecommender<S extends Settings = Settings> extends Recommender<S> {
  readonly policy: PolicyAlgorithm<S>
}

/** A policy of the catalogue whose settings' type is erased. Configurations are parsed before they get here. */
export type AnyPolicyRecommender = AnyRecommender & {
  readonly policy: Omit<PolicyAlgorithm, 'create'> & { create(size: PolicySize, config: never): Policy }
}

export const isPolicyRecommender = (recommender: AnyRecommender): recommender is AnyPolicyRecommender =>
  recommender.abilities.isPolicy && 'policy' in recommender

/** The arms that a policy shows in `count` contexts of nobody known, given row-major, without learning between them. */
export function selectMany(
  policy: ArmChooser,
  contexts: Float64Array,
  count: number,
  random: Random,
  into: Int32Array,
): void {
  if (policy.selectMany) return policy.selectMany(contexts, count, random, into)
  const { features: width } = policy
  for (let row = 0; row < count; row++)
    into[row] = policy.select({ user: -1, features: contexts.subarray(row * width, (row + 1) * width) }, random)
}

/** Nobody in particular: for policies that use neither user nor features. */
export const anybody: PolicyContext = { user: -1, features: new Float64Array(0) }
