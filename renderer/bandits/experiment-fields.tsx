import { defaultAb, defaultLoop, type PolicyPlan } from '../../main/contract/policy-plan.ts'
import { Toggle } from '../components/fields.tsx'
import { formatPercent } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { PlanNumberField, type PlanFieldsProps } from './plan-number.tsx'
import { setPart } from './plan-numbers.ts'

/** Retraining on what the models themselves showed. */
export function LoopFields({ plan, onPlan }: PlanFieldsProps) {
  const both = { plan, onPlan }
  return (
    <>
      <Toggle
        label={t('Run a feedback loop')}
        on={plan.loop !== undefined}
        onChange={(on) => onPlan(setPart(plan, 'loop', on ? defaultLoop : undefined))}
      />
      <p class="field-hint">
        {t(
          'Each model is trained, shows its lists, and is trained again on the clicks they got. The lists tend to narrow.',
        )}
      </p>
      {plan.loop && (
        <>
          <PlanNumberField {...both} name="loop.rounds" hint={t('How often each model is trained again.')} />
          <PlanNumberField {...both} name="loop.shown" hint={t('Length of the list that a visitor sees.')} />
          <PlanNumberField {...both} name="loop.visiting" hint={t('Of all visitors, those that come in a round.')} />
        </>
      )}
    </>
  )
}

/** A simulated test of the first model against each other one. */
export function AbFields({ plan, onPlan, first }: PlanFieldsProps & { readonly first: string | undefined }) {
  const both = { plan, onPlan }
  return (
    <>
      <Toggle
        label={t('Run an A/B test')}
        on={plan.ab !== undefined}
        onChange={(on) => onPlan(setPart(plan, 'ab', on ? defaultAb : undefined))}
      />
      <p class="field-hint">
        {first === undefined
          ? t('Simulated visitors meet the first model or another one, and the difference is tested.')
          : t('Simulated visitors meet {first} or another model, and the difference is tested.', { first })}
      </p>
      {plan.ab && (
        <>
          <PlanNumberField {...both} name="ab.visitors" hint={t('Of each test, both groups together.')} />
          <PlanNumberField
            {...both}
            name="ab.allotment"
            hint={t('Of the visitors, those that meet the first model.')}
          />
          <PlanNumberField
            {...both}
            name="ab.looks"
            hint={t('Looks at the running test, the last included; bounds keep the error rate over all of them.')}
          />
          <PlanNumberField {...both} name="ab.level" hint={t('Error rate when there is no difference.')} />
          <PlanNumberField {...both} name="ab.power" hint={t('For the number of visitors that the test would need.')} />
        </>
      )}
    </>
  )
}

export const describeLoop = ({ loop }: PolicyPlan): string =>
  loop ? t('{count} retrainings', { count: loop.rounds }) : t('off')

export const describeAb = ({ ab }: PolicyPlan): string =>
  ab
    ? t('{visitors} visitors, {share} to the first', {
        visitors: ab.visitors,
        share: formatPercent(ab.allotment, 0),
      })
    : t('off')
