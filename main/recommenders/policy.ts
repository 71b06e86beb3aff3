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
  /** Learns that `arm` was shown in `context` and paid `reward`. */
  update(context: PolicyContext, arm: number, reward: number): void
}

/** A bandit policy: it estimates rewards, and can be saved. */
export interface Policy extends ArmChooser {
  /** Estimated mean reward of each arm in `context`, without any bonus for uncertainty. */
  expected(context: PolicyContext, into: Float64Array): void
  /** The whole state with a version. */
  save(): Uint8Array<ArrayBuffer>
}

export interface PolicySize {
  readonly arms: number
  readonly features: number
}

/** A bandit algorithm: makes policies that know nothing yet, and restores saved ones. */
export interface PolicyAlgorithm<S extends Settings = Settings> {
  /** Whether it uses `features`. */
  readonly contextual: boolean
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

/** Nobody in particular: for policies that use neither user nor features. */
export const anybody: PolicyContext = { user: -1, features: new Float64Array(0) }
