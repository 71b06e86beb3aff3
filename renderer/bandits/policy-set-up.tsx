import { signal } from '@preact/signals'
import type { DatasetSummary } from '../../main/contract/api/data.ts'
import type { PolicyPlan } from '../../main/contract/experiment.ts'
import { estimatorIds, estimatorTitle } from '../../main/figures/policies.ts'
import type { Draft } from '../compare/draft.ts'
import type { SetUpKind } from '../compare/set-up.tsx'
import { Checkbox, NumberField, Select } from '../components/fields.tsx'
import { Panel } from '../components/layout.tsx'
import { Banner } from '../components/notice.tsx'
import { t, tn } from '../i18n/t.ts'
import { chooseDataset, currentDataset, datasets } from '../state/datasets.ts'
import { estimatorSummary } from './estimators.ts'
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
  problems: ({ policies }) => planProblems(policies ?? standardPlan),
  startLabel: (models) => tn(models, 'Value 1 policy', 'Value {count} policies'),
  Panel: PlanPanel,
}

interface PanelProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

/** On which log, by which estimators, and how the simulation runs. */
function PlanPanel({ draft, change }: PanelProps) {
  const plan = draft.policies ?? standardPlan
  const set = (part: Partial<PolicyPlan>) => change({ policies: { ...plan, ...part } })
  const { log: _, ...withoutLog } = plan
  const data = datasets.value?.find(({ name }) => name === draft.data.name)
  const logs = (datasets.value ?? []).filter((one) => one.hasPropensities && one.name !== data?.name)
  const hasLog = plan.log !== undefined || data?.hasPropensities === true
  return (
    <Panel title={t('Policies')} side>
      <div class="protocol-form">
        <Select
          label={t('Valued on')}
          value={plan.log ?? ''}
          options={[
            { value: '', label: data?.hasPropensities ? t('its own logged feedback') : t('simulation only') },
            ...logs.map(({ name, title }) => ({ value: name, label: t('the log {title}', { title }) })),
          ]}
          onChange={(log) => (log ? set({ log }) : change({ policies: withoutLog }))}
        />
        {!hasLog && (
          <Banner level="info">
            {t(
              '{title} has no propensities, so what a policy would have earned cannot be estimated from it. A simulation fitted to the log compares the policies instead.',
              { title: data?.title ?? t('This log') },
            )}
          </Banner>
        )}
        <fieldset class="estimator-list" disabled={!hasLog}>
          <legend class="field-label">{t('Estimators')}</legend>
          {estimatorIds.map((id) => (
            <div key={id} title={estimatorSummary(id)}>
              <Checkbox
                label={estimatorTitle(id)}
                checked={plan.estimators.includes(id)}
                disabled={!hasLog}
                onChange={(on) =>
                  set({ estimators: estimatorIds.filter((one) => (one === id ? on : plan.estimators.includes(one))) })
                }
              />
            </div>
          ))}
        </fieldset>
        <NumberField
          inline
          label={t('Clip')}
          value={plan.clip}
          minimum={0}
          disabled={!hasLog}
          onInput={(clip) => set({ clip })}
          hint={t('No round weighs more than this; empty: weights stay as they are.')}
          {...(plan.clip === null || plan.clip > 0 ? {} : { problem: t('above 0') })}
        />
        <CountField label={t('Rounds simulated')} value={plan.rounds} onInput={(rounds) => set({ rounds })} />
        <CountField label={t('Repeats')} value={plan.repeats} onInput={(repeats) => set({ repeats })} />
      </div>
    </Panel>
  )
}

interface CountFieldProps {
  readonly label: string
  readonly value: number
  readonly onInput: (value: number) => void
}

function CountField({ label, value, onInput }: CountFieldProps) {
  return (
    <NumberField
      inline
      label={label}
      value={value || null}
      minimum={1}
      step={1}
      onInput={(next) => onInput(next ?? 0)}
      {...(Number.isInteger(value) && value >= 1 ? {} : { problem: t('1 or more') })}
    />
  )
}
