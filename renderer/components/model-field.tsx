import { useId } from 'preact/hooks'
import type { ModelField as Schema } from '../../main/contract/settings.ts'
import { t, tCatalogue } from '../i18n/t.ts'
import { models } from '../state/catalogue.ts'
import { Field, Select } from './fields.tsx'

interface ModelFieldProps {
  readonly label: string
  readonly hint: string
  readonly problem: string | undefined
  readonly disabled: boolean
  readonly field: Schema
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The models that another is made of: one is typed or picked; several are typed with + between them, and a menu adds one. */
export function ModelField({ field, value, onChange, ...shared }: ModelFieldProps) {
  const list = useId()
  const known = (models.value ?? []).filter(({ abilities }) => abilities.ranks)
  return (
    <Field {...shared}>
      {(attributes) => (
        <span class="setting-models">
          <input
            {...attributes}
            class="input mono"
            value={value}
            spellcheck={false}
            list={field.maximum === 1 ? list : undefined}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          {field.maximum === 1 ? (
            <datalist id={list}>
              {known.map(({ id, title }) => (
                <option key={id} value={id} label={tCatalogue(title)} />
              ))}
            </datalist>
          ) : (
            <Select
              label={t('Add a model')}
              hideLabel
              disabled={shared.disabled}
              value=""
              options={[
                { value: '', label: t('Add a model') },
                ...known.map(({ id, title }) => ({ value: id, label: tCatalogue(title) })),
              ]}
              onChange={(id) => id && onChange(value.trim() === '' ? id : `${value} + ${id}`)}
            />
          )}
        </span>
      )}
    </Field>
  )
}
