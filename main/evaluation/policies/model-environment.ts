import type { InteractionColumns, Interactions } from '../../data/interactions.ts'
import type { Model } from '../../recommenders/recommender.ts'
import { fitSigmoid, sigmoid } from './calibrate.ts'
import type { Environment } from './environment.ts'
import { describePopulation, populationOf, type WorldSize } from './log-population.ts'
import { scoreUsers } from './score-users.ts'

/**
 * A world whose truth is a trained recommender: arms and visitors as in a world fitted to the log, and
 *
 *   P(click) = σ(a z(u, k) + b),   z the scores of a visitor at mean 0 and standard deviation 1 over the arms,
 *
 * a and b fitted by logistic regression to all cells of the log, so that the mean probability is the share of cells that the log has. What cannot be scored
 * takes the visitor's lowest score.
 */
export async function modelEnvironment(
  log: InteractionColumns,
  train: Interactions,
  model: Model,
  title: string,
  threshold: number | undefined,
  seed: number,
  size: WorldSize,
  signal: AbortSignal,
): Promise<Environment> {
  const population = populationOf(log, train, threshold, seed, size)
  const { arms, users, items, met } = population
  const scores = Float64Array.from(await scoreUsers(model, users, log.items, items, signal))
  for (let visitor = 0; visitor < users.length; visitor++)
    standardise(scores.subarray(visitor * arms, (visitor + 1) * arms))
  const { slope, shift } = fitSigmoid(scores, met)
  const probability = scores.map((z) => sigmoid(slope * z + shift))
  const how = slope > 0 ? '' : ' Its scores say nothing about the log here, so all probabilities are alike.'
  return {
    ...population,
    probabilities: (visitor) => probability.subarray(visitor * arms, (visitor + 1) * arms),
    description: `${describePopulation(population)}, click probabilities by the scores of ${title}.${how}`,
  }
}

function standardise(row: Float64Array): void {
  const known = row.filter(Number.isFinite)
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length
  const deviation = Math.sqrt(known.reduce((sum, score) => sum + (score - mean) ** 2, 0) / known.length)
  const lowest = known.reduce((a, b) => Math.min(a, b), Infinity)
  const scale = deviation > 0 ? 1 / deviation : 0
  for (let arm = 0; arm < row.length; arm++) {
    const score = Number.isFinite(row[arm]) ? row[arm]! : lowest
    row[arm] = known.length > 0 ? (score - mean) * scale : 0
  }
}
