import type { LoggedRounds, ModelledRounds } from '../../evaluation/off-policy/estimator.ts'
import type { BanditRow, RowArrays } from './bandit-row.ts'

/** One log with the chance π(a | x) of each action under the policy valued. */
export interface Log {
  readonly actions: number
  readonly action: Float64Array
  readonly reward: Float64Array
  readonly propensity: Float64Array
  readonly policy: Float64Array
}

/** The log of a row, valued for its softmax policy or for the one that always takes its best action. */
export function readLog(row: BanditRow, arrays: RowArrays, deterministic: boolean): Log {
  const action = arrays.values(row, 'action')
  const softmax = arrays.values(row, 'pi_e')
  const actions = softmax.length / action.length
  const propensity = arrays.has(row, 'pscore')
    ? arrays.values(row, 'pscore')
    : shown(arrays.values(row, 'pi_b'), action, actions)
  const policy = deterministic ? oneHot(arrays.values(row, 'pi_e_det'), actions) : softmax
  return { actions, action, reward: arrays.values(row, 'reward'), propensity, policy }
}

/** What estimators see of it. */
export function toRounds(log: Log, predicted: Float64Array | null): LoggedRounds {
  const { action, actions, reward, propensity, policy } = log
  const chosen = shown(policy, action, actions)
  return {
    reward,
    weight: chosen.map((probability, i) => probability / propensity[i]!),
    matched: chosen.map((probability) => (probability === 1 ? 1 : 0)),
    model: predicted && modelled(log, predicted),
  }
}

/** Predictions for what was shown, and their mean under the policy, by the sum of its row. */
export function modelled({ action, actions, policy }: Log, predicted: Float64Array): ModelledRounds {
  return {
    shown: shown(predicted, action, actions),
    policy: action.map((_, i) => {
      let value = 0
      let total = 0
      for (let cell = i * actions; cell < (i + 1) * actions; cell++) {
        value += policy[cell]! * predicted[cell]!
        total += policy[cell]!
      }
      return value / total
    }),
  }
}

/** The mean over rounds of what the policy's probabilities sum to. */
export const totalSupport = ({ policy, action }: Log): number =>
  policy.reduce((sum, probability) => sum + probability, 0) / action.length

const shown = (table: Float64Array, action: Float64Array, actions: number): Float64Array =>
  action.map((a, i) => table[i * actions + a]!)

function oneHot(chosen: Float64Array, actions: number): Float64Array {
  const table = new Float64Array(chosen.length * actions)
  for (const [i, action] of chosen.entries()) table[i * actions + action] = 1
  return table
}
