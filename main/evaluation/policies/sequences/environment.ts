import type { Random } from '../../../math/random.ts'
import type { SequenceState } from '../../../recommenders/bandits/sequences/sequence-policy.ts'
import type { TransitionTable } from './transition-table.ts'

/** What an action led to. */
export interface SequenceStep {
  readonly reward: number
  /** Number of the next state; that of the last one when the sequence is over. */
  readonly next: number
  readonly done: boolean
}

/**
 * A simulated world with states: a visitor comes in some state, each recommendation pays something and moves them to another state, until they leave.
 */
export interface SequenceEnvironment {
  readonly states: number
  readonly actions: number
  /** Length of the features of a state. */
  readonly features: number
  stateOf(number: number): SequenceState
  /** Number of the state in which a sequence begins. */
  start(random: Random): number
  step(state: number, action: number, random: Random): SequenceStep
  /** The same as probabilities, from which the optimum follows; null where they are not known. */
  readonly transitions: TransitionTable | null
  /** Item of the log behind each action, −1 where there is none. */
  readonly items: Int32Array
  /** What each state and each action stands for, in words. */
  readonly stateNames: readonly string[]
  readonly actionNames: readonly string[]
  /** How the world was made, in a sentence. */
  readonly description: string
}
