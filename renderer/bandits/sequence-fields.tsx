import { defaultSequences, type PolicyPlan, type SequencePlan } from '../../main/contract/policy-plan.ts'
import { Checkbox, Select, Toggle } from '../components/fields.tsx'
import { t } from '../i18n/t.ts'
import { PlanNumberField, type PlanFieldsProps } from './plan-number.tsx'
import { setPart } from './plan-numbers.ts'
import { sequenceIds, sequenceTitle } from './plan-words.ts'

/** Policies that look beyond the next click, in a world whose visitors change by what they are shown. */
export function SequenceFields({ plan, onPlan }: PlanFieldsProps) {
  const both = { plan, onPlan }
  const { sequences } = plan
  const set = (part: Partial<SequencePlan>) =>
    onPlan(setPart(plan, 'sequences', { ...(sequences ?? defaultSequences), ...part }))
  return (
    <>
      <Toggle
        label={t('Learn sequences')}
        on={sequences !== undefined}
        onChange={(on) => onPlan(setPart(plan, 'sequences', on ? defaultSequences : undefined))}
      />
      <p class="field-hint">
        {t(
          'A visitor stays or leaves by what was shown before; these policies learn what pays later, not only at once.',
        )}
      </p>
      {sequences && (
        <>
          <fieldset class="estimator-list single">
            <legend class="field-label">{t('Policies for sequences')}</legend>
            {sequenceIds.map((id) => (
              <Checkbox
                key={id}
                label={sequenceTitle(id)}
                checked={sequences.policies.some((one) => one.id === id)}
                onChange={(on) =>
                  set({
                    policies: on
                      ? [...sequences.policies, { id, config: {} }]
                      : sequences.policies.filter((one) => one.id !== id),
                  })
                }
              />
            ))}
          </fieldset>
          <Select
            label={t('World of sequences')}
            hint={t('How visitors answer to what they were shown before.')}
            value={sequences.world}
            options={[
              { value: 'log', label: t('visitors of the data, who tire and leave') },
              { value: 'trust', label: t('a small world of trust, whose best return is known') },
            ]}
            onChange={(world) => set({ world: world === 'trust' ? 'trust' : 'log' })}
          />
          <PlanNumberField
            {...both}
            name="sequences.episodes"
            hint={t('How many sequences each policy learns from.')}
          />
          <PlanNumberField {...both} name="sequences.discount" hint={t('What a reward one step later is worth.')} />
        </>
      )}
    </>
  )
}

export const describeSequences = ({ sequences }: PolicyPlan): string =>
  sequences ? t('{count} sequences', { count: sequences.episodes }) : t('off')
