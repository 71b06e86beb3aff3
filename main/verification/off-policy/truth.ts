import { directMethod } from '../../evaluation/off-policy/direct-method.ts'
import { noBounds, valueOf } from '../../evaluation/off-policy/estimator.ts'
import { momentsOf } from '../../evaluation/off-policy/lower-bounds.ts'
import type { VerifiedRow } from '../row.ts'
import { compareGiven, type BanditRow, type Given, type RowArrays } from './bandit-row.ts'
import { compareAll } from './estimates.ts'
import { softmax } from './logistic-rounds.ts'
import { valueUnder } from './estimators.ts'
import { readLog, toRounds, type Log } from './rounds.ts'

/** Values of policies where the expected reward of every action is known. */
export function compareTruth(row: BanditRow, arrays: RowArrays): VerifiedRow[] {
  const log = readLog(row, arrays, false)
  const expected = arrays.values(row, 'expected_reward')
  const worth = (policy: Float64Array) => valueOf(directMethod.terms(toRounds({ ...log, policy }, expected), noBounds))
  const evaluation = worth(log.policy)
  const ours: Record<string, number> = {
    evaluation,
    evaluation_plain_sum: evaluation,
    truth: evaluation,
    behaviour_on_policy: momentsOf(log.reward).mean,
    uniform: worth(new Float64Array(expected.length).fill(1)),
    best: worth(bestOf(log, expected)),
  }
  const rounds = toRounds(log, null)
  for (const name of ['ipw', 'snipw']) ours[name] = valueUnder(name, rounds)!
  if (arrays.has(row, 'pi_e_det')) ours['deterministic'] = worth(readLog(row, arrays, true).policy)
  if (arrays.has(row, 'pi_b')) ours['behaviour'] = worth(arrays.values(row, 'pi_b'))
  const { behaviour, ...rest } = row.value
  if (behaviour === undefined || 'behaviour' in ours) return compareAll(row, ours)
  const rebuilt = worth(softmaxOf(expected, log.actions, Number(row.config['beta'])))
  return [
    ...compareAll({ ...row, value: rest }, ours),
    compareGiven(row.id, 'behaviour', rebuilt, behaviour as Given, rebuiltTolerance, rebuiltNote),
  ]
}

/** Expected rewards are stored in 16 bits, and the policy that is rebuilt from them is as coarse. */
const rebuiltTolerance = { abs: 1e-6 }
const rebuiltNote = 'The behaviour policy, which is not stored, is rebuilt as softmax(β q) from the stored q.'

function softmaxOf(expected: Float64Array, actions: number, beta: number): Float64Array {
  const policy = expected.map((q) => beta * q)
  for (let start = 0; start < policy.length; start += actions) softmax(policy.subarray(start, start + actions))
  return policy
}

function bestOf({ action, actions }: Log, expected: Float64Array): Float64Array {
  const policy = new Float64Array(expected.length)
  for (let i = 0; i < action.length; i++) {
    let best = i * actions
    for (let cell = best; cell < (i + 1) * actions; cell++) if (expected[cell]! > expected[best]!) best = cell
    policy[best] = 1
  }
  return policy
}
