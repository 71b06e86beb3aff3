import { RecbenchError } from '../../contract/errors.ts'
import { parseConfiguration } from '../../contract/settings.ts'
import type { PolicyPlan } from '../../contract/experiment.ts'
import { findRecommender } from '../../recommenders/all.ts'
import { findSequenceAlgorithm } from '../../recommenders/bandits/sequences/all.ts'
import { findSlateAlgorithm } from '../../recommenders/bandits/slates/all.ts'
import { findEstimator } from '../off-policy/all.ts'

/** @throws RecbenchError `invalid-parameter` for an unknown estimator or a clip that is not above 0 */
export function checkPolicyPlan({ estimators, clip }: Pick<PolicyPlan, 'estimators' | 'clip'>): void {
  for (const id of estimators) findEstimator(id)
  if (clip !== null && !(clip > 0))
    throw new RecbenchError('invalid-parameter', `The clip of the policies is ${clip}: no weight would be left.`, {
      remedy: 'Give a number above 0, such as 10, or leave it out.',
    })
}

/**
 * Checks what the schema of a simulated world cannot.
 *
 * @throws RecbenchError `invalid-parameter` that names the value
 */
export function checkWorldPlan({ world, loop, slates = [], sequences }: PolicyPlan): void {
  for (const { id, config } of slates) parseConfiguration(`slate policy ${id}`, findSlateAlgorithm(id).settings, config)
  for (const { id, config } of sequences?.policies ?? [])
    parseConfiguration(`sequence policy ${id}`, findSequenceAlgorithm(id).settings, config)
  if (slates.length > 0 && world?.turnover)
    throw new RecbenchError(
      'invalid-parameter',
      `The slate policy ${slates[0]!.id} cannot have arms that come and go.`,
      {
        remedy: 'Leave the turnover out, or the slate policies.',
      },
    )
  if (world?.clicks === 'cascade' && world.reward !== 'click')
    throw new RecbenchError(
      'invalid-parameter',
      `Where people stop at the first click, the reward is "click", not "${world.reward}".`,
      {
        remedy: 'Leave out the reward, or the cascade.',
      },
    )
  if (world?.from === 'model' && !world.model?.trim())
    throw new RecbenchError('invalid-parameter', 'The world is to be made of a model, and none is named.', {
      remedy: 'Name a recommender, such as --world model:ease.',
    })
  if (world?.from === 'model') findRecommender(world.model!)
  if (world && world.positions > world.arms)
    throw new RecbenchError(
      'invalid-parameter',
      `A slate of ${world.positions} items cannot be filled from ${world.arms} arms.`,
      { remedy: `Show ${world.arms} items or fewer, or give the world more arms.` },
    )
  if (world && loop && loop.shown > world.arms)
    throw new RecbenchError(
      'invalid-parameter',
      `The feedback loop shows ${loop.shown} items, and the world has ${world.arms}.`,
      { remedy: `Show ${world.arms} items or fewer, or give the world more arms.` },
    )
}
