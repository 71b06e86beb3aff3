import { directMethod } from '../../evaluation/off-policy/direct-method.ts'
import { noBounds, valueOf } from '../../evaluation/off-policy/estimator.ts'
import { momentsOf } from '../../evaluation/off-policy/lower-bounds.ts'
import { notCompared, type VerifiedRow } from '../row.ts'
import type { BanditRow, RowArrays } from './bandit-row.ts'
import { compareAll } from './estimates.ts'
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
  return compareAll(row, ours).map((compared) =>
    compared.verdict === 'skipped' && compared.metric === 'behaviour'
      ? {
          ...notCompared(row.id, 'skipped', 'The reference does not store the behaviour policy of this log.'),
          metric: 'behaviour',
        }
      : compared,
  )
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
