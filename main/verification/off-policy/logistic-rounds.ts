import type { Random } from '../../math/random.ts'

/** How large an experiment is. */
export interface Extent {
  readonly rounds: number
  readonly actions: number
  readonly features: number
  /** β of the behaviour policy softmax(β q): below 0 it prefers what pays least. */
  readonly temperature: number
}

/** Simulated rounds with everything known: row-major by round, q(x, a) and the behaviour's π(a | x). */
export interface SimulatedRounds {
  readonly contexts: Float64Array
  readonly action: Int32Array
  readonly reward: Float64Array
  readonly expected: Float64Array
  readonly behaviour: Float64Array
}

/**
 * A world in which rewards are logistic, as the `logistic_reward_function` of Open Bandit Pipeline drew it in its earlier releases:
 *
 *   q(x, a) = σ(βᵀ_a x + γ_a),   x ~ N(0, I), coefficients uniform in (0, 1)
 *
 * Its published errors are of this world: release 0.5.7 draws another one, in which its own direct method errs by 0.21 to 0.24 instead of 0.07.
 *
 * @returns draws rounds of that world, as many as asked for
 */
export function drawWorld({ rounds, actions, features, temperature }: Extent, random: Random): () => SimulatedRounds {
  const slopes = Float64Array.from({ length: actions * features }, () => random.uniform())
  const levels = Float64Array.from({ length: actions }, () => random.uniform())
  return () => {
    const contexts = Float64Array.from({ length: rounds * features }, () => random.normal())
    const expected = new Float64Array(rounds * actions)
    for (let round = 0, cell = 0; round < rounds; round++)
      for (let a = 0; a < actions; a++, cell++) {
        let logit = levels[a]!
        for (let j = 0; j < features; j++) logit += contexts[round * features + j]! * slopes[a * features + j]!
        expected[cell] = 1 / (1 + Math.exp(-logit))
      }
    const behaviour = expected.map((q) => temperature * q)
    const action = new Int32Array(rounds)
    const reward = new Float64Array(rounds)
    for (let round = 0; round < rounds; round++) {
      const row = behaviour.subarray(round * actions, (round + 1) * actions)
      softmax(row)
      action[round] = drawFrom(row, random.uniform())
      reward[round] = random.uniform() < expected[round * actions + action[round]!]! ? 1 : 0
    }
    return { contexts, action, reward, expected, behaviour }
  }
}

/** exp over its sum, in place. */
export function softmax(row: Float64Array): void {
  const largest = row.reduce((a, b) => Math.max(a, b), -Infinity)
  let sum = 0
  for (let a = 0; a < row.length; a++) sum += row[a] = Math.exp(row[a]! - largest)
  for (let a = 0; a < row.length; a++) row[a]! /= sum
}

function drawFrom(row: Float64Array, uniform: number): number {
  let left = uniform
  for (let a = 0; a < row.length; a++) {
    left -= row[a]!
    if (left < 0) return a
  }
  return row.length - 1
}
