import { Random } from '../../math/random.ts'
import { drawArm } from '../../recommenders/bandits/arms.ts'
import { breathe } from '../../recommenders/breathe.ts'
import type { LoggedRounds, ModelledRounds } from '../off-policy/estimator.ts'
import type { CrossFit } from './cross-fit.ts'
import type { Feedback } from './describe-log.ts'
import type { LoggedPolicy } from './logged-policy.ts'

const roundsBetweenBreaths = 1000

/** Calls back for every logged round with the policy's probabilities, which are valid until the next. */
export async function eachDistribution(
  { log }: Feedback,
  policy: LoggedPolicy,
  signal: AbortSignal,
  look: (round: number, distribution: Float64Array) => void,
): Promise<void> {
  const distribution = new Float64Array(log.actions)
  let known = -1
  for (let round = 0; round < log.rounds; round++) {
    if (round % roundsBetweenBreaths === 0) await breathe(signal)
    if (policy.sameAs(round) !== known) policy.distribution(round, distribution)
    known = policy.sameAs(round)
    look(round, distribution)
  }
}

/** Looks at every logged round through the policy. */
export async function seeRounds(
  feedback: Feedback,
  policy: LoggedPolicy,
  model: CrossFit | null,
  seed: number,
  signal: AbortSignal,
): Promise<LoggedRounds> {
  const { rounds } = feedback.log
  const { action, propensity } = feedback.columns
  const weight = new Float64Array(rounds)
  const matched = new Float64Array(rounds)
  const random = new Random(seed, 'replay')
  await eachDistribution(feedback, policy, signal, (round, distribution) => {
    const shown = action[round]!
    weight[round] = distribution[shown]! / propensity[round]!
    matched[round] = drawArm(distribution, random.uniform()) === shown ? 1 : 0
  })
  const reward = Float64Array.from(feedback.columns.reward)
  return { reward, weight, matched, model: model && (await predictRounds(feedback, policy, model, signal)) }
}

/** What a model says of the shown actions and of the policy's. */
export async function predictRounds(
  feedback: Feedback,
  policy: LoggedPolicy,
  model: CrossFit,
  signal: AbortSignal,
): Promise<ModelledRounds> {
  const { rounds, actions } = feedback.log
  const shown = new Float64Array(rounds)
  const expected = new Float64Array(rounds)
  await eachDistribution(feedback, policy, signal, (round, distribution) => {
    shown[round] = model.predict(round, feedback.columns.action[round]!)
    let sum = 0
    for (let a = 0; a < actions; a++) if (distribution[a]! > 0) sum += distribution[a]! * model.predict(round, a)
    expected[round] = sum
  })
  return { shown, policy: expected }
}
