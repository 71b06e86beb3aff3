import { RecbenchError } from '../../contract/errors.ts'
import type { ArmChooser, ArmRounds } from '../policy.ts'
import { checkArm } from './arms.ts'

/**
 * Teaches a policy the rounds of a log in their order, as if it had shown those arms itself. The log's own probabilities play no part, so that a policy that corrects for
 * its own, as EXP3 does, takes them as if it had chosen so.
 *
 * Errors: `invalid-parameter` where the log has arms or features that the policy has not, or columns of unequal length; nothing is learned then.
 */
export function warmStart(policy: ArmChooser, { arms, rewards, contexts, users }: ArmRounds): void {
  const { features: width } = policy
  for (const arm of arms) checkArm(arm, policy.arms)
  if (
    rewards.length !== arms.length ||
    contexts.length !== arms.length * width ||
    (users?.length ?? arms.length) !== arms.length
  )
    throw new RecbenchError(
      'invalid-parameter',
      `A log of ${arms.length} rounds has ${rewards.length} rewards and ${contexts.length} features, and the policy takes ${width} features a round.`,
    )
  for (let round = 0; round < arms.length; round++) {
    const features = contexts.subarray(round * width, (round + 1) * width)
    policy.update({ user: users?.[round] ?? -1, features }, arms[round]!, rewards[round]!)
  }
}
