import { signal } from '@preact/signals'
import type { DatasetSummary } from '../../main/contract/api/data.ts'
import type { SetUpKind } from '../compare/set-up.tsx'
import { t, tn } from '../i18n/t.ts'
import { chooseDataset, currentDataset, datasets } from '../state/datasets.ts'
import { hasLogOf, PlanPanel } from './plan-panel.tsx'
import { newPolicyDraft, planProblems, standardPlan } from './policy-draft.ts'

const chosen = signal<string | undefined>(undefined)

/** The chosen data set; at first the current one when it has propensities, otherwise the first that has. */
function startingData(): DatasetSummary | undefined {
  const own = datasets.value?.find(({ name }) => name === chosen.value)
  const current = currentDataset.value
  return own ?? (current?.hasPropensities ? current : (datasets.value?.find((one) => one.hasPropensities) ?? current))
}

export const policySetUp: SetUpKind = {
  screen: 'bandits',
  memory: 'policies',
  first: 'bandits',
  title: () => t('Value policies'),
  empty: () => t('Here you value policies from a log and in simulation. There is no data set in this workspace yet.'),
  data: startingData,
  choose: (name) => {
    chosen.value = name
    chooseDataset(name)
  },
  newDraft: newPolicyDraft,
  problems: (draft) => planProblems(draft.policies ?? standardPlan, hasLogOf(draft)),
  startLabel: (models) => tn(models, 'Value 1 policy', 'Value {count} policies'),
  Panel: PlanPanel,
}
