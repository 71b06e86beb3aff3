import { Random } from '../../math/random.ts'
import { RewardModel } from '../off-policy/reward-model.ts'
import { roundsOf } from './cross-fit.ts'
import type { Feedback } from './describe-log.ts'
import type { Environment } from './environment.ts'
import { scaledContexts } from './logged-policy.ts'

/**
 * A world made from logged bandit feedback: the arms are its actions, the visitors a seeded sample of its rounds (1,000 unless said otherwise), and an arm pays 1 with the probability that a
 * reward model, fitted to all rounds, gives it in that round's context. Rewards other than 0 and 1 are divided by the largest. Within this world the
 * probabilities are the truth.
 *
 * @param items item of the interaction log behind each action, −1 where there is none
 */
export function fitFeedbackEnvironment(
  feedback: Feedback,
  items: Int32Array,
  seed: number,
  mostVisitors = 1000,
): Environment {
  const { rounds: count, actions, name } = feedback.log
  const rounds = roundsOf(feedback)
  const everyRound = Int32Array.from({ length: count }, (_, round) => round)
  const model = RewardModel.fit(rounds, everyRound)
  const largest = rounds.reward.reduce((a, b) => Math.max(a, b), 0) || 1
  const contexts = scaledContexts(feedback)
  const visitors = new Random(seed, 'visitors').shuffle(everyRound).slice(0, mostVisitors).sort()
  const probabilities = Array.from(visitors, (round) => {
    const shared = model.shared(rounds, round)
    const pays = (_: unknown, action: number) => Math.min(1, Math.max(0, model.predict(shared, action) / largest))
    return Float64Array.from({ length: actions }, pays)
  })
  return {
    visitors: visitors.length,
    arms: actions,
    features: contexts.features,
    users: null,
    items,
    armNames: feedback.log.actionNames,
    contextOf: (visitor) => {
      const start = visitors[visitor]! * contexts.features
      return { user: -1, features: contexts.values.subarray(start, start + contexts.features) }
    },
    probabilities: (visitor) => probabilities[visitor]!,
    description: `Simulated world: ${visitors.length.toLocaleString('en-US')} rounds of "${name}", its ${actions} actions, click probabilities fitted to the log.`,
  }
}
