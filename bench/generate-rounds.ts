import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Random } from '../main/math/random.ts'

/**
 * Writes logged bandit rounds as arrays: `action.i32`, `reward.f64` (0 or 1), `propensity.f64` of the action shown, and row-major by round `policy.f64`,
 * the probabilities of the policy to be valued, and `model.f64`, what a reward model says. Both policies are drawn evenly from the simplex of each round.
 */
export function prepareRounds(rounds: number, actions: number, into: string): string {
  const folder = path.join(into, `bandit-rounds-${rounds}`)
  mkdirSync(folder, { recursive: true })
  const random = new Random('bandit rounds')
  const action = new Int32Array(rounds)
  const [reward, propensity] = [new Float64Array(rounds), new Float64Array(rounds)]
  const [policy, model] = [new Float64Array(rounds * actions), new Float64Array(rounds * actions)]
  const shown = new Float64Array(actions)
  for (let round = 0; round < rounds; round++) {
    drawSimplex(shown, random)
    action[round] = drawFrom(shown, random)
    propensity[round] = Math.max(1e-3, shown[action[round]!]!)
    reward[round] = random.below(2)
    drawSimplex(policy.subarray(round * actions, (round + 1) * actions), random)
  }
  for (let cell = 0; cell < model.length; cell++) model[cell] = random.uniform()
  writeFileSync(path.join(folder, 'action.i32'), action)
  for (const [name, column] of Object.entries({ reward, propensity, policy, model }))
    writeFileSync(path.join(folder, `${name}.f64`), column)
  return folder
}

/** Exponential draws over their sum. */
function drawSimplex(into: Float64Array, random: Random): void {
  let sum = 0
  for (let at = 0; at < into.length; at++) sum += into[at] = -Math.log(1 - random.uniform())
  for (let at = 0; at < into.length; at++) into[at]! /= sum
}

function drawFrom(probabilities: Float64Array, random: Random): number {
  let left = random.uniform()
  for (let at = 0; at < probabilities.length; at++) {
    left -= probabilities[at]!
    if (left < 0) return at
  }
  return probabilities.length - 1
}
