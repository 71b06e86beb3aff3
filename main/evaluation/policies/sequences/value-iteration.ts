import { RecbenchError } from '../../../contract/errors.ts'
import type { TransitionTable } from './transition-table.ts'

/** What is best in a world whose transitions are known. */
export interface OptimalValues {
  /** V*(s): the largest expected sum of discounted rewards from each state on. */
  readonly states: Float64Array
  /** Q*(s, a), row-major. */
  readonly actions: Float64Array
  /** The best action of each state, the lowest of equals. */
  readonly best: Int32Array
  /** Expected V* of the state in which a sequence begins. */
  readonly start: number
}

const mostSweeps = 1_000_000

/**
 * Solves a world by value iteration, until no value is further than `tolerance` from the optimum.
 *
 *   V(s) ← max_a Σ P(s′, r | s, a) (r + γ V(s′)),   ‖V − V*‖ ≤ γ / (1 − γ) · last change
 *
 * Without discount it ends when a sweep changes nothing above `tolerance`, which it does where every sequence ends.
 *
 * R. S. Sutton, A. G. Barto (2018). Reinforcement Learning: An Introduction, 2nd edition, section 4.4. MIT Press.
 *
 * @param discount γ, 0 … 1
 * @throws RecbenchError `invalid-parameter` for a discount outside 0 … 1, or when values grow without end
 */
export function iterateValues(table: TransitionTable, discount: number, tolerance = 1e-10): OptimalValues {
  if (!(discount >= 0 && discount <= 1))
    throw new RecbenchError('invalid-parameter', `The discount is ${discount}. Give a number from 0 to 1.`)
  const { states: count, actions: width, starts } = table
  const states = new Float64Array(count)
  const actions = new Float64Array(count * width)
  const enough = discount < 1 ? (tolerance * (1 - discount)) / Math.max(discount, 1e-300) : tolerance
  for (let sweep = 0; ; sweep++) {
    if (sweep === mostSweeps)
      throw new RecbenchError('invalid-parameter', 'The values of this world grow without end.', {
        remedy: 'Give a discount below 1, or a world whose sequences end.',
      })
    let change = 0
    for (let state = 0; state < count; state++) {
      let largest = -Infinity
      for (let action = 0; action < width; action++) {
        const worth = table.backup(state, action, discount, states)
        actions[state * width + action] = worth
        largest = Math.max(largest, worth)
      }
      change = Math.max(change, Math.abs(largest - states[state]!))
      states[state] = largest
    }
    if (change <= enough) break
  }
  const best = Int32Array.from(states, (value, state) => actions.indexOf(value, state * width) - state * width)
  return { states, actions, best, start: starts.reduce((sum, share, state) => sum + share * states[state]!, 0) }
}
