import type { ConfigurationOf, Settings } from '../../../contract/settings.ts'
import type { Environment } from '../environment.ts'
import type { SlateEnvironment } from './environment.ts'

/** How visitors click on slates: turns a world of single arms, whose probabilities become attractions, into one of slates. */
export interface ClickModel<S extends Settings = Settings> {
  readonly id: string
  readonly title: string
  /** One English sentence: what it does. */
  readonly summary: string
  readonly formula: string
  /** Author, year, title, venue, DOI. */
  readonly reference: string
  readonly settings: S
  /**
   * A world of slates of `positions` arms.
   *
   * @throws RecbenchError `invalid-parameter` when there are fewer arms than positions
   */
  create(world: Environment, positions: number, config: ConfigurationOf<S>): SlateEnvironment
}

/** A click model whose settings' type is erased. Configurations are parsed before they get here. */
export type AnyClickModel = Omit<ClickModel, 'create'> & {
  create(world: Environment, positions: number, config: never): SlateEnvironment
}

/** Keeps the type of the settings while it checks the shape. */
export const defineClickModel = <const S extends Settings>(model: ClickModel<S>): ClickModel<S> => model
