import type { ConfigurationOf, Settings } from '../../../contract/settings.ts'
import type { Interactions } from '../../../data/interactions.ts'
import type { SequenceEnvironment } from './environment.ts'

/** A kind of simulated world with states. */
export interface SequenceWorld<S extends Settings = Settings> {
  readonly id: string
  readonly title: string
  /** One English sentence: what it is. */
  readonly summary: string
  readonly formula: string
  readonly settings: S
  /** Whether it is made from a log; otherwise it is known from the start. */
  readonly needsLog: boolean
  /**
   * @param log the log, where the world needs one
   * @throws RecbenchError `invalid-parameter` when it needs a log and has none, or one it cannot be made from
   */
  create(log: Interactions | null, config: ConfigurationOf<S>): SequenceEnvironment
}

/** A world whose settings' type is erased. Configurations are parsed before they get here. */
export type AnySequenceWorld = Omit<SequenceWorld, 'create'> & {
  create(log: Interactions | null, config: never): SequenceEnvironment
}

/** Keeps the type of the settings while it checks the shape. */
export const defineSequenceWorld = <const S extends Settings>(world: SequenceWorld<S>): SequenceWorld<S> => world
