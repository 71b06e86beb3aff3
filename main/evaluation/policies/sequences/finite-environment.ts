import type { SequenceEnvironment } from './environment.ts'
import type { TransitionTable } from './transition-table.ts'

interface Described {
  readonly transitions: TransitionTable
  /** Row-major, one row of features a state. */
  readonly featuresOfStates: Float64Array
  readonly stateNames: readonly string[]
  readonly actionNames: readonly string[]
  readonly description: string
}

/** A world that is nothing but its table of transitions. */
export function finiteEnvironment({ transitions, featuresOfStates, ...names }: Described): SequenceEnvironment {
  const { states, actions } = transitions
  const features = featuresOfStates.length / states
  const all = Array.from({ length: states }, (_, number) => ({
    number,
    features: featuresOfStates.subarray(number * features, (number + 1) * features),
  }))
  return {
    states,
    actions,
    features,
    stateOf: (number) => all[number]!,
    start: (random) => transitions.drawStart(random),
    step: (state, action, random) => transitions.drawStep(state, action, random),
    transitions,
    items: new Int32Array(actions).fill(-1),
    ...names,
  }
}

/** One row per state: 1 at its number, 0 elsewhere. */
export function indicators(states: number): Float64Array {
  const rows = new Float64Array(states * states)
  for (let state = 0; state < states; state++) rows[state * states + state] = 1
  return rows
}
