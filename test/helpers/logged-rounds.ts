import type { LoggedRounds } from '../../main/evaluation/off-policy/estimator.ts'
import { referenceArray, referenceTable } from './bandit-reference.ts'

export type PolicyName = 'softmax' | 'deterministic'

const made = new Map<string, LoggedRounds>()

/** A stored synthetic log, seen by one of its two evaluation policies, with one of its reward models. */
export function loggedRounds(data: string, policy: PolicyName, model: string | null): LoggedRounds {
  const key = `${data} ${policy} ${model}`
  const known = made.get(key)
  if (known) return known
  const action = referenceArray(`${data}.action`)
  const propensity = referenceArray(`${data}.pscore`)
  const n = action.length
  const distribution =
    policy === 'softmax'
      ? referenceArray(`${data}.pi_e`, 65536)
      : oneHot(referenceArray(`${data}.pi_e_det`), referenceArray(`${data}.expected_reward`).length / n)
  const rounds = roundsFrom(
    referenceArray(`${data}.reward`),
    action,
    propensity,
    distribution,
    model === null ? null : referenceArray(`${data}.${model}`, 65536),
  )
  made.set(key, rounds)
  return rounds
}

/** The random log of the Open Bandit women sample, seen by the campaign's Bernoulli Thompson sampling. */
export function womenRounds(model: string | null): LoggedRounds {
  const log = referenceTable('women.random_log')
  const policy = referenceTable('women.bts_action_dist')
  const items = policy['item_id']!.length
  const distribution = new Float64Array(log['item_id']!.length * items)
  log['position']!.forEach((position, i) => distribution.set(policy[`p_position_${position + 1}`]!, i * items))
  return roundsFrom(
    log['click']!,
    log['item_id']!,
    log['pscore']!,
    distribution,
    model === null ? null : referenceArray(`women.${model}`),
  )
}

function roundsFrom(
  reward: Float64Array,
  action: Float64Array,
  propensity: Float64Array,
  distribution: Float64Array,
  predicted: Float64Array | null,
): LoggedRounds {
  const actions = distribution.length / action.length
  const chosen = action.map((a, i) => distribution[i * actions + a]!)
  return {
    reward,
    weight: chosen.map((probability, i) => probability / propensity[i]!),
    matched: chosen.map((probability) => (probability === 1 ? 1 : 0)),
    model: predicted && {
      shown: action.map((a, i) => predicted[i * actions + a]!),
      policy: action.map((_, i) => {
        let value = 0
        let total = 0
        for (let a = 0; a < actions; a++) {
          value += distribution[i * actions + a]! * predicted[i * actions + a]!
          total += distribution[i * actions + a]!
        }
        return value / total
      }),
    },
  }
}

function oneHot(chosen: Float64Array, actions: number): Float64Array {
  const distribution = new Float64Array(chosen.length * actions)
  chosen.forEach((action, i) => (distribution[i * actions + action] = 1))
  return distribution
}
