import { Random } from '../../math/random.ts'
import { breathe } from '../../recommenders/breathe.ts'
import { RewardModel } from '../off-policy/reward-model.ts'
import { roundsOf } from './cross-fit.ts'
import { isBinary, type Feedback } from './describe-log.ts'
import type { LoggedPolicy } from './logged-policy.ts'
import { eachDistribution } from './see-rounds.ts'

export const redraws = 5

/** A log in which what every action pays is known: its rewards were drawn from a model of the real ones, several times. */
export interface KnownLogs {
  readonly logs: readonly Feedback[]
  /** q(x, a), from which the rewards were drawn. */
  expected(round: number, action: number): number
}

const made = new WeakMap<Feedback, KnownLogs>()

/**
 * Draws the rewards of a log anew, five times, from a model of them: 0 and 1 by chance; other rewards as the model says, plus what the model missed in some other round. Contexts, actions and
 * propensities stay. So estimators can be tried where the truth is known, on the very log they are used on.
 *
 * The model lets context matter for each action in its own way, shrunk towards a reward model that all rounds share; so it is richer than the one of DM and DR, which would otherwise
 * be tried where it is right.
 */
export async function redrawRewards(feedback: Feedback, seed: number, signal: AbortSignal): Promise<KnownLogs> {
  const known = made.get(feedback)
  if (known) return known
  const { log, columns } = feedback
  const { actions } = log
  const table = await expectRewards(feedback, signal)
  const shown = Float64Array.from(columns.action, (action, round) => table[round * actions + action]!)
  const missed = shown.map((value, round) => columns.reward[round]! - value)
  const logs = Array.from({ length: redraws }, (_, redraw): Feedback => {
    const random = new Random(seed, 'redrawn rewards', redraw)
    const reward = isBinary(columns.reward)
      ? Float32Array.from(shown, (chance) => (random.uniform() < chance ? 1 : 0))
      : Float32Array.from(shown, (value) => value + missed[random.below(log.rounds)]!)
    return { ...feedback, columns: { ...columns, reward } }
  })
  const result = { logs, expected: (round: number, action: number) => table[round * actions + action]! }
  made.set(feedback, result)
  return result
}

/** q(x, a) of every round and action, row-major. */
async function expectRewards(feedback: Feedback, signal: AbortSignal): Promise<Float32Array> {
  const rounds = roundsOf(feedback)
  const { features, actions, action } = rounds
  const everyRound = Int32Array.from({ length: action.length }, (_, round) => round)
  const common = RewardModel.fit(rounds, everyRound)
  const shared = Float64Array.from(everyRound, (round) => common.shared(rounds, round))
  const table = new Float32Array(action.length * actions)
  const one = { ...rounds, action: new Int32Array(action.length), actions: 1 }
  for (let a = 0; a < actions; a++) {
    await breathe(signal)
    const offset = shared.map((sum) => sum + common.levels[a]!)
    const own = RewardModel.fit(
      { ...one, offset },
      everyRound.filter((round) => action[round] === a),
    )
    for (const round of everyRound) {
      let sum = offset[round]! + own.weights[0]! + own.levels[0]!
      for (let j = 0; j < features; j++) sum += own.weights[j + 1]! * rounds.contexts[round * features + j]!
      table[round * actions + a] = common.logistic ? 1 / (1 + Math.exp(-sum)) : sum
    }
  }
  return table
}

/** The true value of a policy in such logs: mean over rounds of Σ_a π(a | x) q(x, a). */
export async function trueValue(
  feedback: Feedback,
  { expected }: KnownLogs,
  policy: LoggedPolicy,
  signal: AbortSignal,
): Promise<number> {
  let total = 0
  await eachDistribution(feedback, policy, signal, (round, distribution) => {
    for (let a = 0; a < distribution.length; a++)
      if (distribution[a]! > 0) total += distribution[a]! * expected(round, a)
  })
  return total / feedback.log.rounds
}
