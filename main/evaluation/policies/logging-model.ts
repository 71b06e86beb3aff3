import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { MultinomialModel } from '../off-policy/multinomial-model.ts'
import { roundsOf } from './cross-fit.ts'
import type { Feedback } from './describe-log.ts'

/** What the log would have shown in each round: probabilities of all actions, by a model that never saw that round. */
export interface LoggingModel {
  /** Writes p(a | x) of every action. */
  probabilities(round: number, into: Float64Array): void
  /** How it was made, to stand after "estimated by". */
  readonly description: string
}

const folds = 3
/** Rounds × actions × columns above which a regression would take minutes. */
const largestRegression = 1e8

const fitted = new WeakMap<Feedback, Promise<LoggingModel>>()

/**
 * Models the actions that a log shows, three times, each without a third of the rounds (seeded): by multinomial logistic regression on context and position where there is
 * context and the log is not too large, otherwise by how often each position shows each action, one added to every count.
 *
 * P. R. Rosenbaum, D. B. Rubin (1983). The central role of the propensity score in observational studies for causal effects. Biometrika 70(1). doi:10.1093/biomet/70.1.41
 */
export function modelLogging(feedback: Feedback, seed: number, signal: AbortSignal): Promise<LoggingModel> {
  const known = fitted.get(feedback)
  if (known) return known
  const made = fit(feedback, seed, signal)
  fitted.set(feedback, made)
  made.catch(() => fitted.delete(feedback))
  return made
}

async function fit(feedback: Feedback, seed: number, signal: AbortSignal): Promise<LoggingModel> {
  const { rounds, actions, contextSize } = feedback.log
  const order = Int32Array.from({ length: rounds }, (_, round) => round)
  new Random(seed, 'folds of the model of the log').shuffle(order)
  const foldOf = new Uint8Array(rounds)
  order.forEach((round, position) => (foldOf[round] = position % folds))
  const without = (fold: number) => order.filter((round) => foldOf[round] !== fold)
  if (contextSize === 0 || rounds * actions * contextSize > largestRegression)
    return countShown(feedback, foldOf, without)
  const seen = roundsOf(feedback)
  const models: MultinomialModel[] = []
  for (let fold = 0; fold < folds; fold++) {
    await breathe(signal)
    models.push(await MultinomialModel.fit(seen, without(fold), signal))
  }
  return {
    probabilities: (round, into) =>
      models[foldOf[round]!]!.predict(seen.contexts.subarray(round * seen.features, (round + 1) * seen.features), into),
    description: 'a multinomial logistic regression of the shown item on context and position, cross-fitted in 3 parts',
  }
}

function countShown(
  { log, columns }: Feedback,
  foldOf: Uint8Array,
  without: (fold: number) => Int32Array,
): LoggingModel {
  const { actions, positions } = log
  const tables = Array.from({ length: folds }, (_, fold) => {
    const shares = new Float64Array(positions * actions).fill(1)
    const totals = new Float64Array(positions).fill(actions)
    for (const round of without(fold)) {
      const position = columns.position[round]!
      shares[position * actions + columns.action[round]!]!++
      totals[position]!++
    }
    return shares.map((count, cell) => count / totals[Math.floor(cell / actions)]!)
  })
  return {
    probabilities(round, into) {
      const start = columns.position[round]! * actions
      into.set(tables[foldOf[round]!]!.subarray(start, start + actions))
    },
    description: `how often ${positions > 1 ? 'each position shows' : 'the log shows'} each item, cross-fitted in 3 parts`,
  }
}

/**
 * The same feedback with propensities from the model of the log, and the warning that goes with them.
 */
export async function estimatePropensities(feedback: Feedback, seed: number, signal: AbortSignal): Promise<Feedback> {
  const { log, columns } = feedback
  const model = await modelLogging(feedback, seed, signal)
  const propensity = new Float64Array(new SharedArrayBuffer(8 * log.rounds))
  const row = new Float64Array(log.actions)
  for (let round = 0; round < log.rounds; round++) {
    model.probabilities(round, row)
    propensity[round] = row[columns.action[round]!]!
  }
  const estimated = `The propensities were estimated by ${model.description}, not logged: every value is biased where something else decided what was shown. Log the probability of each shown item to be sure.`
  return { log, columns: { ...columns, propensity }, estimated }
}
