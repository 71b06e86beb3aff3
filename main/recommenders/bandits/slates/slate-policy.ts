import { RecbenchError } from '../../../contract/errors.ts'
import type { ConfigurationOf, Settings } from '../../../contract/settings.ts'
import type { Random } from '../../../math/random.ts'
import type { PolicyContext } from '../../policy.ts'

/**
 * Chooses an ordered slate: a different arm for each position, the top one first. Being asked teaches it nothing; only `update` does. Ties go to the lowest arm.
 */
export interface SlatePolicy {
  readonly arms: number
  /** Length of a slate, at most `arms`. */
  readonly positions: number
  /** Length of `features` it needs; 0 when it does not look at them. */
  readonly features: number
  /** Writes the arm of each position. All randomness comes from `random`. */
  select(context: PolicyContext, random: Random, into: Int32Array): void
  /** Learns which positions of a slate were clicked: 1 where they were, 0 elsewhere. */
  update(context: PolicyContext, slate: Int32Array, clicks: Uint8Array): void
  /** Estimated attraction of each arm: the probability that somebody who looks at it clicks, without a bonus for uncertainty. */
  expected(context: PolicyContext, into: Float64Array): void
  /** The whole state with a version. */
  save(): Uint8Array<ArrayBuffer>
}

export interface SlateSize {
  readonly arms: number
  readonly positions: number
  readonly features: number
}

/** An algorithm of the catalogue for slates. */
export interface SlateAlgorithm<S extends Settings = Settings> {
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
   * @throws RecbenchError `invalid-parameter` when there are fewer arms than positions
   */
  create(size: SlateSize, config: ConfigurationOf<S>): SlatePolicy
  load(bytes: Uint8Array): SlatePolicy
}

/** An algorithm whose settings' type is erased. Configurations are parsed before they get here. */
export type AnySlateAlgorithm = Omit<SlateAlgorithm, 'create'> & {
  create(size: SlateSize, config: never): SlatePolicy
}

/** Keeps the type of the settings while it checks the shape. */
export const defineSlateAlgorithm = <const S extends Settings>(algorithm: SlateAlgorithm<S>): SlateAlgorithm<S> =>
  algorithm

export function checkSlateSize({ arms, positions }: SlateSize): void {
  if (!(positions >= 1 && positions <= arms))
    throw new RecbenchError('invalid-parameter', `A slate of ${positions} positions cannot be made of ${arms} arms.`, {
      remedy: `Give 1 to ${arms} positions.`,
    })
}

/** Writes the arms with the largest values, the largest first; of equal values the lowest arm. `values` is spoilt. */
export function largestFirst(values: Float64Array, into: Int32Array): void {
  for (let position = 0; position < into.length; position++) {
    let best = -1
    for (let arm = 0; arm < values.length; arm++)
      if (!Number.isNaN(values[arm]!) && (best < 0 || values[arm]! > values[best]!)) best = arm
    into[position] = best
    values[best] = Number.NaN
  }
}
