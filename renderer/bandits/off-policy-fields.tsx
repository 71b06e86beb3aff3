import type { DatasetSummary } from '../../main/contract/api/data.ts'
import {
  defaultInterval,
  intervalKinds,
  learnerIds,
  type IntervalKind,
  type PolicyPlan,
} from '../../main/contract/policy-plan.ts'
import { estimatorIds, estimatorTitle } from '../../main/figures/policies.ts'
import { Checkbox, Select } from '../components/fields.tsx'
import { Banner } from '../components/notice.tsx'
import { t, tn } from '../i18n/t.ts'
import { estimatorSummary, isOfVisits } from './estimators.ts'
import { PlanNumberField, type PlanFieldsProps } from './plan-number.tsx'
import { setPart } from './plan-numbers.ts'
import { intervalTitle, learnerTitle } from './plan-words.ts'
import { setLens } from './policy-draft.ts'

interface OffPolicyProps extends PlanFieldsProps {
  readonly data: DatasetSummary | undefined
  /** Other data sets with logged feedback. */
  readonly logs: readonly DatasetSummary[]
  readonly hasLog: boolean
}

/** On which log policies are valued, by which estimators, and how sure. */
export function OffPolicyFields({ plan, onPlan, data, logs, hasLog }: OffPolicyProps) {
  const both = { plan, onPlan, disabled: !hasLog }
  const { learners = [] } = plan
  return (
    <>
      <Select
        label={t('Valued on')}
        hint={t('A log that says what was shown, with which probability, and whether it paid.')}
        value={plan.log ?? ''}
        options={[
          { value: '', label: data?.hasPropensities ? t('its own logged feedback') : t('no log: simulation only') },
          ...logs.map(({ name, title }) => ({ value: name, label: t('the log {title}', { title }) })),
        ]}
        onChange={(log) => {
          const next = setPart(plan, 'log', log || undefined)
          onPlan(log ? setLens(next, 'off-policy', true, true) : next)
        }}
      />
      {!hasLog && (
        <Banner level="info">
          {t(
            '{title} has no propensities, so what a policy would have earned cannot be estimated from it. A simulation fitted to the log compares the policies instead.',
            { title: data?.title ?? t('This log') },
          )}
        </Banner>
      )}
      <Select
        label={t('Propensities')}
        hint={
          plan.propensities === 'estimated'
            ? t(
                'A model of what the log showed stands in for the truth: where it errs, every value errs, and each carries a warning.',
              )
            : t('The probabilities with which the log says it showed each item.')
        }
        value={plan.propensities ?? 'logged'}
        disabled={!hasLog}
        options={[
          { value: 'logged', label: t('as logged') },
          { value: 'estimated', label: t('estimated from what was shown') },
        ]}
        onChange={(value) => onPlan(setPart(plan, 'propensities', value === 'estimated' ? 'estimated' : undefined))}
      />
      <EstimatorList {...both} title={t('Estimators')} ids={estimatorIds.filter((id) => !isOfVisits(id))} />
      <EstimatorList {...both} title={t('Estimators of lists')} ids={estimatorIds.filter(isOfVisits)} />
      <PlanNumberField
        {...both}
        name="clip"
        hint={t('No round weighs more than this; empty: weights stay as they are.')}
      />
      {plan.clip === null && (
        <Select
          label={t('Bounds of estimators')}
          hint={t('Estimators with a bound of their own, such as Switch-DR, choose it by this.')}
          value={plan.selection ?? 'slope'}
          disabled={!hasLog}
          options={[
            { value: 'slope', label: t('SLOPE: the least shrunk that still agrees') },
            { value: 'mse', label: t('the least estimated squared error') },
          ]}
          onChange={(value) => onPlan(setPart(plan, 'selection', value === 'mse' ? 'mse' : undefined))}
        />
      )}
      <Select
        label={t('Interval')}
        hint={intervalHelp(plan.interval ?? defaultInterval)}
        value={plan.interval ?? defaultInterval}
        disabled={!hasLog}
        options={intervalKinds.map((value) => ({ value, label: intervalTitle(value) }))}
        onChange={(kind) =>
          onPlan(setPart(plan, 'interval', kind === defaultInterval ? undefined : (kind as IntervalKind)))
        }
      />
      <PlanNumberField {...both} name="confidence" hint={t('Probability with which an interval holds the value.')} />
      <fieldset class="estimator-list single" disabled={!hasLog}>
        <legend class="field-label">{t('Learn policies from the log')}</legend>
        {learnerIds.map((id) => (
          <Checkbox
            key={id}
            label={learnerTitle(id)}
            checked={learners.includes(id)}
            disabled={!hasLog}
            onChange={(on) => {
              const next = learnerIds.filter((one) => (one === id ? on : learners.includes(one)))
              onPlan(setPart(plan, 'learners', next.length ? next : undefined))
            }}
          />
        ))}
        <p class="field-hint">{t('They stand in the table too, valued on the part of the log they did not see.')}</p>
      </fieldset>
    </>
  )
}

interface EstimatorListProps extends PlanFieldsProps {
  readonly title: string
  readonly ids: readonly string[]
  readonly disabled: boolean
}

function EstimatorList({ title, ids, plan, onPlan, disabled }: EstimatorListProps) {
  const { estimators } = plan
  return (
    <fieldset class="estimator-list" disabled={disabled}>
      <legend class="field-label">{title}</legend>
      {ids.map((id) => (
        <div key={id} title={estimatorSummary(id)}>
          <Checkbox
            label={estimatorTitle(id)}
            checked={estimators.includes(id)}
            disabled={disabled}
            onChange={(on) =>
              onPlan({
                ...plan,
                estimators: estimatorIds.filter((one) => (one === id ? on : estimators.includes(one))),
              })
            }
          />
        </div>
      ))}
    </fieldset>
  )
}

function intervalHelp(kind: IntervalKind): string {
  switch (kind) {
    case 'bootstrap':
      return t('From resampled rounds; short, and too short where few rounds pay.')
    case 't':
      return t('From the spread of the rounds, as if their mean were normal.')
    case 'hoeffding':
      return t('Holds for any rewards within their range; very wide.')
    case 'empirical-bernstein':
      return t('Holds for any rewards within their range; wide, less so where they vary little.')
    default:
      return kind satisfies never
  }
}

/** The values off-policy in a few words. */
export const describeOffPolicy = (plan: PolicyPlan, hasLog: boolean): string =>
  hasLog
    ? [
        tn(plan.estimators.length, '1 estimator', '{count} estimators'),
        plan.clip === null ? t('not clipped') : t('clip {clip}', { clip: plan.clip }),
        plan.propensities === 'estimated' && t('estimated propensities'),
      ]
        .filter(Boolean)
        .join(', ')
    : t('no log')
