import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { RewardModel, type ModelRounds } from '../off-policy/reward-model.ts'
import type { Feedback } from './describe-log.ts'
import { scaledContexts } from './logged-policy.ts'

/** Predictions of the reward of any action in any round, by a model that never saw that round. */
export interface CrossFit {
  predict(round: number, action: number): number
}

const folds = 3

/** Fits of one log are the same for every policy of an experiment. */
const fitted = new WeakMap<Feedback, Promise<CrossFit>>()

/** Fits the reward model three times, each without a third of the rounds (seeded), and predicts each round by the model that left it out. */
export function crossFitRewards(feedback: Feedback, seed: number, signal: AbortSignal): Promise<CrossFit> {
  const known = fitted.get(feedback)
  if (known) return known
  const made = fit(feedback, seed, signal)
  fitted.set(feedback, made)
  made.catch(() => fitted.delete(feedback))
  return made
}

/**
 * The same for one policy, with the weight that each round's error has; not kept.
 *
 * @param weight one entry per round
 */
export const crossFitWeighted = (feedback: Feedback, weight: Float64Array, seed: number, signal: AbortSignal) =>
  fit(feedback, seed, signal, weight)

async function fit(feedback: Feedback, seed: number, signal: AbortSignal, weight?: Float64Array): Promise<CrossFit> {
  const rounds = roundsOf(feedback)
  const order = Int32Array.from({ length: feedback.log.rounds }, (_, round) => round)
  new Random(seed, 'folds of the reward model').shuffle(order)
  const foldOf = new Uint8Array(order.length)
  order.forEach((round, position) => (foldOf[round] = position % folds))
  const models: RewardModel[] = []
  for (let fold = 0; fold < folds; fold++) {
    await breathe(signal)
    models.push(
      RewardModel.fit(
        rounds,
        order.filter((round) => foldOf[round] !== fold),
        weight,
      ),
    )
  }
  const shared = Float64Array.from(foldOf, (fold, round) => models[fold]!.shared(rounds, round))
  return { predict: (round, action) => models[foldOf[round]!]!.predict(shared[round]!, action) }
}

/** What the model sees of a round: the log's context, scaled, and the position one-hot where there are several. */
export function roundsOf(feedback: Feedback): ModelRounds {
  const { rounds, actions, positions } = feedback.log
  const { action, position, reward } = feedback.columns
  const scaled = scaledContexts(feedback)
  const columns = scaled.features - 1
  const features = columns + (positions > 1 ? positions : 0)
  const contexts = new Float64Array(rounds * features)
  const first = position.reduce((a, b) => Math.min(a, b), Infinity)
  for (let round = 0; round < rounds; round++) {
    const start = round * scaled.features
    contexts.set(scaled.values.subarray(start + 1, start + scaled.features), round * features)
    if (positions > 1) contexts[round * features + columns + Math.min(position[round]! - first, positions - 1)] = 1
  }
  return { contexts, features, action, actions, reward: Float64Array.from(reward) }
}
