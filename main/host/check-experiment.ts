import { RecbenchError } from '../contract/errors.ts'
import type { Experiment, ModelChoice } from '../contract/experiment.ts'
import { parseConfiguration } from '../contract/settings.ts'
import { checkProfile, findMetric } from '../evaluation/all.ts'
import { checkPolicyPlan, checkWorldPlan } from '../evaluation/policies/check-plan.ts'
import { readSpace } from '../evaluation/tuning/space.ts'
import { findRecommender } from '../recommenders/all.ts'
import { withNested } from '../recommenders/nested.ts'

/**
 * Checks what the schema of an experiment cannot: models, their settings, metrics, the profile and the plan for policies.
 *
 * @throws RecbenchError `invalid-parameter` that names the value
 */
export function checkExperiment(experiment: Experiment): void {
  checkProfile(experiment.profile)
  for (const name of experiment.metrics) findMetric(name, experiment.profile)
  if (experiment.tuning) findMetric(experiment.tuning.metric, experiment.profile)
  for (const model of experiment.models) checkModel(model, experiment.tuning !== undefined)
  if (experiment.policies) checkPolicyPlan(experiment.policies)
  if (experiment.policies) checkWorldPlan(experiment.policies)
  const { split, data } = experiment
  if (split.kind === 'given' && !data.folds?.length)
    throw new RecbenchError(
      'invalid-parameter',
      'The split is "given", but the experiment names no pairs of train and test files.',
      {
        remedy: 'Add --fold TRAIN,TEST once per fold, or choose another split.',
      },
    )
  if (split.kind !== 'given' && data.folds?.length)
    throw new RecbenchError(
      'invalid-parameter',
      `The experiment names pairs of train and test files, but its split is "${split.kind}".`,
      {
        remedy: 'Set the split to "given", or give one file.',
      },
    )
}

/** With tuning, an array for a scalar setting is a list of candidates, and a range is searched. */
export function checkModel({ id, config }: ModelChoice, tuned: boolean): void {
  const { settings } = findRecommender(id)
  if (tuned) readSpace(`model ${id}`, settings, config)
  else parseConfiguration(`model ${id}`, settings, config)
  withNested(id, config)
}
