import type { InteractionColumns, Interactions } from '../../data/interactions.ts'
import { Random } from '../../math/random.ts'
import type { Environment } from './environment.ts'
import { calibrate, sigmoid } from './calibrate.ts'
import { describePopulation, populationOf, usualSize, type WorldSize } from './log-population.ts'

const factors = 8
const epochs = 30
const rate = 0.05
const penalty = 0.02

/**
 * A world made from a log: the arms are its most frequent items (100 unless said otherwise), the visitors a seeded sample of its users (1,000), and a visitor clicks an
 * arm with the probability that a logistic factor model, fitted to all their cells of the log, gives to "this person met this item" (with a threshold: with a value
 * of at least that).
 *
 *   P(click) = σ(b + b_k + p_uᵀ q_k),   fitted by stochastic gradient descent on log loss + ½ · 0.02 (b_k² + ‖p_u‖² + ‖q_k‖²)
 *
 * and b is set afterwards so that the mean probability equals the share of cells the log has. Within this world the probabilities are the truth; how
 * well it resembles the shop is another question. Features of a visitor are those of LinUCB, from the training part alone.
 */
export function fitEnvironment(
  log: InteractionColumns,
  train: Interactions,
  threshold: number | undefined,
  seed: number,
  size: WorldSize = usualSize,
): Environment {
  const population = populationOf(log, train, threshold, seed, size)
  const { visitors, arms, met } = population
  const probability = fitFactors(met, visitors, arms, new Random(seed, 'world'))
  return {
    ...population,
    probabilities: (visitor) => probability.subarray(visitor * arms, (visitor + 1) * arms),
    description: `${describePopulation(population)}, click probabilities fitted to the log.`,
  }
}

function fitFactors(met: Uint8Array, visitors: number, arms: number, random: Random): Float64Array {
  const start = () => random.normal() * 0.1
  const p = Float64Array.from({ length: visitors * factors }, start)
  const q = Float64Array.from({ length: arms * factors }, start)
  const bias = new Float64Array(arms)
  const share = Math.min(0.99, Math.max(1e-6, met.reduce((sum, cell) => sum + cell, 0) / met.length))
  const global = Math.log(share / (1 - share))
  const scoreOf = (visitor: number, arm: number) => {
    let score = global + bias[arm]!
    for (let f = 0; f < factors; f++) score += p[visitor * factors + f]! * q[arm * factors + f]!
    return score
  }
  const order = Int32Array.from({ length: visitors }, (_, visitor) => visitor)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = rate / (1 + epoch / 10)
    for (const visitor of random.shuffle(order))
      for (let arm = 0; arm < arms; arm++) {
        const error = met[visitor * arms + arm]! - sigmoid(scoreOf(visitor, arm))
        bias[arm]! += step * (error - penalty * bias[arm]!)
        for (let f = 0, u = visitor * factors, k = arm * factors; f < factors; f++, u++, k++) {
          const before = p[u]!
          p[u]! += step * (error * q[k]! - penalty * before)
          q[k]! += step * (error * before - penalty * q[k]!)
        }
      }
  }
  const scores = Float64Array.from(met, (_, cell) => scoreOf(Math.floor(cell / arms), cell % arms))
  const shift = calibrate(scores, share)
  return scores.map((score) => sigmoid(score + shift))
}
