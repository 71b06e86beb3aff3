import type { Feedback } from '../../main/evaluation/policies/describe-log.ts'
import { Random } from '../../main/math/random.ts'

interface Made {
  readonly rounds: number
  /** Click rate of each action. */
  readonly rates: readonly number[]
  /** Probability with which each action is logged; absent: uniform. */
  readonly logging?: readonly number[]
  readonly names?: readonly string[]
  readonly seed?: number
}

/** Logged bandit feedback with known click rates; its one context column shifts nothing. */
export function makeFeedback({ rounds, rates, logging, names, seed = 1 }: Made): Feedback {
  const random = new Random('feedback', seed)
  const propensities = logging ?? rates.map(() => 1 / rates.length)
  const draw = () => {
    let left = random.uniform()
    const action = propensities.findIndex((p) => (left -= p) < 0)
    return action < 0 ? propensities.length - 1 : action
  }
  const action = Int32Array.from({ length: rounds }, draw)
  return {
    log: {
      name: 'made',
      folder: '',
      hash: '',
      rounds,
      actions: rates.length,
      positions: 1,
      contextSize: 1,
      actionNames: names ?? rates.map((_, k) => `item ${k}`),
    },
    columns: {
      action,
      reward: Float32Array.from(action, (a) => (random.uniform() < rates[a]! ? 1 : 0)),
      propensity: Float64Array.from(action, (a) => propensities[a]!),
      position: new Int32Array(rounds),
      context: Float32Array.from({ length: rounds }, () => random.normal()),
    },
  }
}
