import { useState } from 'preact/hooks'
import type { DatasetDetail, Profile } from '../../main/contract/api/data.ts'
import type { RecipeStep, Role } from '../../main/contract/experiment.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Checkbox, NumberField, Segmented, Select, TextField } from '../components/fields.tsx'
import { t } from '../i18n/t.ts'
import { roleWord } from '../data/import/roles.ts'
import { findStepProblem, stepHelp, stepKindWord } from './steps.ts'

interface StepDialogProps {
  readonly step: RecipeStep
  readonly detail: DatasetDetail | undefined
  readonly profile: Profile | undefined
  readonly onSave: (step: RecipeStep) => void
  readonly onClose: () => void
}

/** The settings of one recipe step. */
export function StepDialog({ step: first, detail, profile, onSave, onClose }: StepDialogProps) {
  const [step, setStep] = useState(first)
  const problem = findStepProblem(step)
  return (
    <Dialog
      title={stepKindWord(step.step)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={problem !== undefined} reason={problem} onClick={() => onSave(step)}>
            {t('Save step')}
          </Button>
        </>
      }
    >
      <p class="second">{stepHelp(step.step)}</p>
      <StepFields step={step} detail={detail} profile={profile} onChange={setStep} />
      {problem && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

interface StepFieldsProps {
  readonly step: RecipeStep
  readonly detail: DatasetDetail | undefined
  readonly profile: Profile | undefined
  readonly onChange: (step: RecipeStep) => void
}

const optionalNumber = (key: 'minimum' | 'maximum', value: number | null) => (value === null ? {} : { [key]: value })

function StepFields({ step, detail, profile, onChange }: StepFieldsProps) {
  switch (step.step) {
    case 'deduplicate':
      return (
        <Segmented
          label={t('Which event stays')}
          value={step.keep}
          options={[
            { value: 'first', label: t('First') },
            { value: 'last', label: t('Last') },
          ]}
          onChange={(keep) => onChange({ ...step, keep: keep as 'first' | 'last' })}
        />
      )
    case 'dropMissing':
      return (
        <div class="row wrap">
          {(['user', 'item', 'time', 'value', 'event'] as const).map((role: Role) => (
            <Checkbox
              key={role}
              label={roleWord(role)}
              checked={step.roles.includes(role)}
              onChange={(on) =>
                onChange({ ...step, roles: on ? [...step.roles, role] : step.roles.filter((one) => one !== role) })
              }
            />
          ))}
        </div>
      )
    case 'valueRange': {
      const { minimum, maximum, ...others } = step
      return (
        <div class="field-pair">
          <NumberField
            label={t('Minimum')}
            value={minimum ?? null}
            onInput={(value) =>
              onChange({
                ...others,
                ...optionalNumber('minimum', value),
                ...optionalNumber('maximum', maximum ?? null),
              })
            }
          />
          <NumberField
            label={t('Maximum')}
            value={maximum ?? null}
            onInput={(value) =>
              onChange({
                ...others,
                ...optionalNumber('minimum', minimum ?? null),
                ...optionalNumber('maximum', value),
              })
            }
          />
        </div>
      )
    }
    case 'kCore':
      return (
        <div class="field-pair">
          <NumberField
            label={t('Events per user, at least')}
            value={step.user}
            minimum={1}
            step={1}
            onInput={(value) => onChange({ ...step, user: Math.round(value ?? 0) })}
          />
          <NumberField
            label={t('Events per item, at least')}
            value={step.item}
            minimum={1}
            step={1}
            onInput={(value) => onChange({ ...step, item: Math.round(value ?? 0) })}
          />
        </div>
      )
    case 'events': {
      const kinds = [...new Set([...(profile?.events.map(({ event }) => event) ?? []), ...Object.keys(step.weights)])]
      if (kinds.length === 0) return <p>{t('This data set has no kinds of events.')}</p>
      return (
        <div class="field-pair">
          {kinds.map((kind) => (
            <NumberField
              key={kind}
              label={kind}
              value={step.weights[kind] ?? null}
              minimum={0}
              onInput={(value) => {
                const { [kind]: _, ...others } = step.weights
                onChange({ ...step, weights: value === null ? others : { ...others, [kind]: value } })
              }}
            />
          ))}
        </div>
      )
    }
    case 'timeWindow': {
      const { from, to, ...others } = step
      return (
        <div class="field-pair">
          <TextField
            label={t('From')}
            placeholder="1997-11-14"
            value={from ?? ''}
            onInput={(text) => onChange({ ...others, ...(text ? { from: text } : {}), ...(to ? { to } : {}) })}
          />
          <TextField
            label={t('To')}
            placeholder="1998-04-22"
            value={to ?? ''}
            onInput={(text) => onChange({ ...others, ...(from ? { from } : {}), ...(text ? { to: text } : {}) })}
          />
        </div>
      )
    }
    case 'sample':
      return (
        <div class="field-pair">
          <NumberField
            label={t('Share of rows (%)')}
            value={Number((step.fraction * 100).toPrecision(6))}
            minimum={0}
            maximum={100}
            onInput={(value) => onChange({ ...step, fraction: (value ?? 0) / 100 })}
          />
          <NumberField
            label={t('Seed')}
            value={step.seed}
            minimum={0}
            step={1}
            onInput={(value) => onChange({ ...step, seed: Math.round(value ?? 0) })}
          />
        </div>
      )
    case 'filter': {
      const columns = detail?.tables.find(({ name }) => name === 'interactions')?.columns ?? detail?.tables[0]?.columns
      return (
        <div class="field-pair">
          <Select
            label={t('Column')}
            value={step.column}
            options={(columns ?? []).map(({ name }) => ({ value: name, label: name }))}
            onChange={(column) => onChange({ ...step, column })}
          />
          <TextField label={t('Value to leave out')} value={step.not} onInput={(not) => onChange({ ...step, not })} />
        </div>
      )
    }
    case 'anonymise':
      return <TextField mono label={t('Key')} value={step.key} onInput={(key) => onChange({ ...step, key })} />
    default:
      return step satisfies never
  }
}
