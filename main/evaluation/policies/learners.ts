import type { PolicyResult } from '../../contract/api/runs.ts'
import type { learnerIds, PolicyPlan } from '../../contract/policy-plan.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { firstMaximum } from '../../recommenders/bandits/arms.ts'
import { MultinomialModel } from '../off-policy/multinomial-model.ts'
import { RewardModel, type ModelRounds } from '../off-policy/reward-model.ts'
import { solvePositiveDefinite } from '../off-policy/solve.ts'
import { roundsOf } from './cross-fit.ts'
import type { Feedback } from './describe-log.ts'
import type { LoggedPolicy } from './logged-policy.ts'
import { valuePolicy } from './value-policy.ts'

export type LearnerId = (typeof learnerIds)[number]

/** The best action for a context, from what was learned. */
type Rule = (context: Float64Array) => number

export const learners: Readonly<Record<LearnerId, { title: string; summary: string }>> = {
  ipw: {
    title: 'IPW learner',
    summary:
      'Learned which item pays from the log: a logistic classifier of the shown item, each round counting reward / propensity.',
  },
  dr: {
    title: 'DR learner',
    summary: 'Learned which item pays from the log: a linear model of the doubly robust reward of each item.',
  },
}

/**
 * Learns a policy from the log and values it there: learned on each half of the log, valued on the other. It shows the item it takes for the best, always.
 *
 * - `ipw` maximises Σ r_i / p_i 1[π(x_i) = a_i] by weighted multinomial logistic regression (its convex bound). Rewards below 0 are raised to 0 by the lowest.
 * - `dr` fits, per action, a ridge regression to r̂_i(a) = q̂(x_i, a) + 1[a = a_i] (r_i − q̂(x_i, a)) / p_i, with q̂ fitted to the other part of the half.
 *
 * M. Dudík, J. Langford, L. Li (2011). Doubly Robust Policy Evaluation and Learning. ICML '11. arXiv:1103.4601; and (2014) Statistical Science 29(4), doi:10.1214/14-STS500
 */
export async function valueLearner(
  feedback: Feedback,
  learner: LearnerId,
  plan: PolicyPlan,
  seed: number,
  signal: AbortSignal,
): Promise<PolicyResult> {
  const policy = await learnPolicy(feedback, learner, signal)
  const { title, summary } = learners[learner]
  return {
    id: `${learner}-learner`,
    label: title,
    family: 'bandits',
    simulation: null,
    ...(await valuePolicy(feedback, policy, plan, seed, signal)),
    notes: [summary, 'It learned each half of the log and is valued on the other.'],
    error: null,
  }
}

/** The policy that was learned on the half of the log which a round is not in. */
export async function learnPolicy(feedback: Feedback, learner: LearnerId, signal: AbortSignal): Promise<LoggedPolicy> {
  const rounds = roundsOf(feedback)
  const middle = Math.floor(feedback.log.rounds / 2)
  const learn = { ipw: learnByWeights, dr: learnByRobustRewards }[learner]
  const first = await learn(feedback, rounds, range(middle, feedback.log.rounds), signal)
  const second = await learn(feedback, rounds, range(0, middle), signal)
  return {
    distribution(round, into) {
      const start = round * rounds.features
      const context = rounds.contexts.subarray(start, start + rounds.features)
      into.fill(0)
      into[(round < middle ? first : second)(context)] = 1
    },
    sameAs: (round) => round,
  }
}

const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, at) => from + at)

async function learnByWeights(
  { columns }: Feedback,
  rounds: ModelRounds,
  places: Int32Array,
  signal: AbortSignal,
): Promise<Rule> {
  const lowest = Math.min(
    0,
    rounds.reward.reduce((least, reward) => Math.min(least, reward), 0),
  )
  const weight = rounds.reward.map((reward, round) => (reward - lowest) / columns.propensity[round]!)
  const counted = places.filter((round) => weight[round]! > 0)
  const mean = counted.reduce((sum, round) => sum + weight[round]!, 0) / counted.length
  const scaled = weight.map((value) => value / mean)
  const model = await MultinomialModel.fit({ ...rounds, weight: scaled }, counted, signal)
  const chances = new Float64Array(rounds.actions)
  return (context) => {
    model.predict(context, chances)
    return firstMaximum(chances)
  }
}

async function learnByRobustRewards(
  { columns }: Feedback,
  rounds: ModelRounds,
  places: Int32Array,
  signal: AbortSignal,
): Promise<Rule> {
  const { contexts, features, actions, action, reward } = rounds
  const d = features + 1
  const parts = [0, 1].map((rest) => places.filter((_, at) => at % 2 === rest))
  const gram = new Float64Array(d * d)
  const targets = Array.from({ length: actions }, () => new Float64Array(d))
  const z = new Float64Array(d)
  z[0] = 1
  for (const [at, part] of parts.entries()) {
    await breathe(signal)
    const model = RewardModel.fit(rounds, parts[1 - at]!)
    for (const round of part) {
      z.set(contexts.subarray(round * features, (round + 1) * features), 1)
      const shared = model.shared(rounds, round)
      for (let i = 0; i < d; i++) if (z[i] !== 0) for (let j = 0; j <= i; j++) gram[i * d + j]! += z[i]! * z[j]!
      for (let a = 0; a < actions; a++) {
        let robust = model.predict(shared, a)
        if (a === action[round]) robust += (reward[round]! - robust) / columns.propensity[round]!
        const target = targets[a]!
        for (let i = 0; i < d; i++) if (z[i] !== 0) target[i]! += robust * z[i]!
      }
    }
  }
  for (let i = 0; i < d; i++) gram[i * d + i]! += 1
  const coefficients = targets.map((target) => solvePositiveDefinite(gram.slice(), target))
  const scores = new Float64Array(actions)
  return (context) => {
    for (let a = 0; a < actions; a++) {
      const beta = coefficients[a]!
      scores[a] = beta[0]!
      for (let j = 0; j < features; j++) scores[a]! += beta[j + 1]! * context[j]!
    }
    return firstMaximum(scores)
  }
}
