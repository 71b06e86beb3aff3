import type { Configuration } from '../../contract/settings.ts'
import type { ReferenceRow } from '../reference-files.ts'

/** How a model of another library is computed here. */
export interface Reproduction {
  /** Identifier in the catalogue. */
  readonly recommender: string
  /** Settings that differ from the defaults. */
  readonly config: Configuration
  /** Trained once for each seed; numbers are means over them. */
  readonly seeds: readonly number[]
  /** What somebody without training events is recommended: what the model says, items in the order of their identifiers, or nothing. */
  readonly strangers: 'model' | 'zeros' | 'nothing'
  /** Whether items with score 0 are left out of the lists, as models do that store sparse scores. */
  readonly dropZeros: boolean
  /** Estimated seconds to train and rank 100,000 interactions on one core. */
  readonly seconds: number
}

/** A model that can be reproduced, by what a reference row says of it. */
export interface ReproducedModel {
  readonly libraries: readonly string[]
  readonly model: string
  reproduce(
    row: Pick<ReferenceRow, 'config' | 'note'>,
  ): Partial<Reproduction> & Pick<Reproduction, 'recommender' | 'config'>
}

/** A setting of a reference row as a number; undefined when it is absent or null. */
export function numberOf(config: ReferenceRow['config'], key: string): number | undefined {
  const value = config[key]
  return typeof value === 'number' ? value : undefined
}

/** A number of neighbours that no catalogue reaches: nothing is cut. */
export const uncut = 2 ** 31 - 1
