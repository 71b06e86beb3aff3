import type { Configuration } from '../../contract/settings.ts'
import type { ReferenceRow } from '../reference-files.ts'
import type { LibraryOrder } from './library-order.ts'
import type { ListTolerance } from './lists.ts'

/** How lists are made of the scores of a model. */
export interface ListRules {
  /** What somebody without training events is recommended: what the model says, items in the order of their identifiers, or nothing. */
  readonly strangers: 'model' | 'zeros' | 'nothing'
  /** Whether items with score 0 are left out of the lists, as models do that store sparse scores. */
  readonly dropZeros: boolean
  /** Whether scores are multiplied by the length of the history as a vector, √n, which leaves the lists as they are. */
  readonly lengthsOfHistories: boolean
  /** What decides between scores that are equal by formula. */
  readonly equals: LibraryOrder
}

/** How a model of another library is computed here. */
export interface Reproduction extends ListRules {
  /** Identifier in the catalogue. */
  readonly recommender: string
  /** Settings that differ from the defaults. */
  readonly config: Configuration
  /** Trained once for each seed; numbers are means over them. */
  readonly seeds: readonly number[]
  /** Estimated seconds to train and rank 100,000 interactions on one core. */
  readonly seconds: number
  /** How near scores of lists must come; wider for single precision and for what stops before it has converged. */
  readonly listTolerance: ListTolerance
  /** Whether the model runs threads of its own, so that its jobs stand alone. */
  readonly alone: boolean
}

/** A model that can be reproduced, by what a reference row says of it. */
export interface ReproducedModel {
  readonly libraries: readonly string[]
  readonly model: string
  /** How the name begins where it holds the settings too, such as `als-f64-alpha1`. */
  readonly prefix?: string
  reproduce(
    row: Pick<ReferenceRow, 'library' | 'config' | 'note'>,
  ): Partial<Reproduction> & Pick<Reproduction, 'recommender' | 'config'>
}

/** A setting of a reference row as a number; undefined when it is absent or null. */
export function numberOf(config: ReferenceRow['config'], key: string): number | undefined {
  const value = config[key]
  return typeof value === 'number' ? value : undefined
}

/** A number of neighbours that no catalogue reaches: nothing is cut. */
export const uncut = 2 ** 31 - 1
