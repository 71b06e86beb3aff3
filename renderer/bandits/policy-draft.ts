import type { DatasetSummary } from '../../main/contract/api/data.ts'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { PolicyPlan } from '../../main/contract/experiment.ts'
import { newDraft, presetModels, type Draft } from '../compare/draft.ts'
import { t } from '../i18n/t.ts'

export const standardPlan: PolicyPlan = {
  rounds: 2000,
  repeats: 5,
  estimators: ['replay', 'ips', 'snips', 'dm', 'dr', 'switch-dr'],
  clip: null,
}

/** Every bandit, beside the baselines and EASE through their adapter. */
export function newPolicyDraft(data: DatasetSummary | undefined, models: readonly ModelInfo[]): Draft {
  return {
    ...newDraft(data?.name, models, false),
    split: data?.hasTimes ? { kind: 'time', train: 0.8 } : { kind: 'ratio', train: 0.8 },
    models: presetModels('bandits', models).map((id) => ({ id, values: {} })),
    metrics: ['ndcg@10', 'coverage@10'],
    policies: standardPlan,
  }
}

export function planProblems({ rounds, repeats, estimators, clip }: PolicyPlan): string[] {
  const problems: string[] = []
  const isCount = (value: number) => Number.isInteger(value) && value >= 1
  if (!isCount(rounds)) problems.push(t('A simulation needs 1 or more rounds.'))
  if (!isCount(repeats)) problems.push(t('A simulation needs 1 or more repeats.'))
  if (!estimators.length) problems.push(t('Tick at least one estimator.'))
  if (clip !== null && !(clip > 0)) problems.push(t('The clip is above 0, or empty.'))
  return problems
}
