import { softmax, type SimulatedRounds } from './logistic-rounds.ts'

const iterations = 150
const step = 1

/**
 * Learns which action to show from a log: multinomial logistic regression of the action shown, each round weighted by reward / propensity, by Nesterov's
 * accelerated gradient.
 *
 * @returns class probabilities of other contexts, row-major
 */
export function learnActions(log: SimulatedRounds, actions: number, features: number) {
  const width = features + 1
  const weight = log.reward.map((r, i) => r / log.behaviour[i * actions + log.action[i]!]!)
  const total = weight.reduce((sum, w) => sum + w, 0)
  let current = new Float64Array(width * actions)
  let ahead = current
  const row = new Float64Array(actions)
  const gradient = new Float64Array(width * actions)
  for (let iteration = 1; iteration <= iterations; iteration++) {
    gradient.fill(0)
    for (const [i, w] of weight.entries()) {
      if (w === 0) continue
      predict(ahead, log.contexts, i, row)
      row[log.action[i]!]! -= 1
      for (let j = 0; j < width; j++) {
        const scaled = (w / total) * (j === 0 ? 1 : log.contexts[i * features + j - 1]!)
        for (let a = 0; a < actions; a++) gradient[j * actions + a]! += scaled * row[a]!
      }
    }
    const next = ahead.map((value, k) => value - step * gradient[k]!)
    const momentum = (iteration - 1) / (iteration + 2)
    ahead = next.map((value, k) => value + momentum * (value - current[k]!))
    current = next
  }

  function predict(weights: Float64Array, contexts: Float64Array, i: number, into: Float64Array): void {
    into.set(weights.subarray(0, actions))
    for (let j = 0; j < features; j++) {
      const x = contexts[i * features + j]!
      for (let a = 0; a < actions; a++) into[a]! += x * weights[(j + 1) * actions + a]!
    }
    softmax(into)
  }

  return (contexts: Float64Array): Float64Array => {
    const rounds = contexts.length / features
    const chances = new Float64Array(rounds * actions)
    for (let i = 0; i < rounds; i++) predict(current, contexts, i, chances.subarray(i * actions, (i + 1) * actions))
    return chances
  }
}
