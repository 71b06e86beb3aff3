import { RotateCcw } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { readComponents } from '../../main/contract/components.ts'
import {
  findProblem,
  readSetting,
  type Configuration,
  type Field,
  type Settings,
  limitsOf,
} from '../../main/contract/settings.ts'
import { formatCount } from '../i18n/format.ts'
import { t, tCatalogue } from '../i18n/t.ts'
import { Button } from './button.tsx'
import { Field as LabelledField, Select, TextField } from './fields.tsx'
import { ModelField } from './model-field.tsx'

interface SettingsFormProps {
  readonly settings: Settings
  /** What was entered, by name; absent settings have their default. Values that do not fit are kept as they were typed. */
  readonly values: Readonly<Record<string, unknown>>
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void
  readonly disabled?: boolean
}

/** Sentences about the values that do not fit, by setting; empty when all fit. */
export function findProblems(settings: Settings, values: Readonly<Record<string, unknown>>): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const [name, field] of Object.entries(settings)) {
    const problem = values[name] === undefined ? undefined : findProblem(field, values[name])
    if (problem) problems[name] = translateProblem(field, values[name]) ?? problem
  }
  return problems
}

/** The values without those that do not fit. */
export function validConfiguration(settings: Settings, values: Readonly<Record<string, unknown>>): Configuration {
  const entries = Object.entries(values).filter(
    ([name, value]) => settings[name] && !findProblem(settings[name], value),
  )
  return Object.fromEntries(entries) as Configuration
}

/** A form drawn from a schema: name, control by type, limits, and one sentence per setting; what is wrong stands beside its field. */
export function SettingsForm({ settings, values, onChange, disabled }: SettingsFormProps) {
  const problems = findProblems(settings, values)
  const names = Object.keys(settings)
  if (names.length === 0) return <p class="quiet">{t('Nothing to set: this has no settings.')}</p>
  return (
    <div class="settings-form">
      {names.map((name) => {
        const field = settings[name]!
        const changed = values[name] !== undefined && values[name] !== field.default
        const set = (value: unknown) => {
          const { [name]: _, ...others } = values
          onChange(value === undefined ? others : { ...others, [name]: value })
        }
        return (
          <div key={name} class={`setting${changed ? ' changed' : ''}`}>
            <Control
              name={name}
              field={field}
              value={values[name] ?? field.default}
              problem={problems[name]}
              disabled={disabled === true}
              onChange={set}
            />
            {changed && !disabled && (
              <Button variant="link" icon={RotateCcw} onClick={() => set(undefined)}>
                {t('Default: {value}', { value: String(field.default) })}
              </Button>
            )}
          </div>
        )
      })}
    </div>
  )
}

interface ControlProps {
  readonly name: string
  readonly field: Field
  readonly value: unknown
  readonly problem: string | undefined
  readonly disabled: boolean
  readonly onChange: (value: unknown) => void
}

function Control({ name, field, value, problem, disabled, onChange }: ControlProps) {
  const [typed, setTyped] = useState<string>()
  const shared = { label: name, hint: tCatalogue(field.help), problem, disabled }
  if (field.kind === 'choice')
    return (
      <Select
        {...shared}
        value={String(value)}
        options={field.options.map((option) => ({ value: option, label: tCatalogue(option) }))}
        onChange={onChange}
      />
    )
  if (field.kind === 'boolean')
    return (
      <Select
        {...shared}
        value={String(value)}
        options={[
          { value: 'true', label: t('on') },
          { value: 'false', label: t('off') },
        ]}
        onChange={(text) => onChange(text === 'true')}
      />
    )
  if (field.kind === 'models') return <ModelField {...shared} field={field} value={String(value)} onChange={onChange} />
  if (field.kind === 'text') return <TextField {...shared} mono value={String(value)} onInput={onChange} />
  // What is typed stays as it is while it means the value, so that `1.` and `64, ` can be typed on.
  const isTyped = typed !== undefined && JSON.stringify(readSetting(field, typed)) === JSON.stringify(value)
  const text = isTyped ? typed : Array.isArray(value) ? value.join(', ') : String(value)
  return (
    <LabelledField {...shared}>
      {(attributes) => (
        <span class="setting-control">
          <input
            {...attributes}
            class="input number"
            inputMode={field.kind === 'number' ? 'decimal' : 'text'}
            value={text}
            spellcheck={false}
            onInput={(event) => {
              setTyped(event.currentTarget.value)
              onChange(readSetting(field, event.currentTarget.value))
            }}
          />
          <span class="setting-limits">{limits(field)}</span>
        </span>
      )}
    </LabelledField>
  )
}

function limits(field: Extract<Field, { kind: 'number' | 'integers' }>): string {
  const ends = limitsOf(field)
  const [minimum, maximum] = [ends.minimum, ends.maximum].map((end) => (end === null ? '' : formatCount(end)))
  if (ends.minimum === null)
    return ends.maximum === null ? t('any number') : t('{maximum} or less', { maximum: maximum! })
  return ends.maximum === null
    ? t('{minimum} or more', { minimum: minimum! })
    : t('{minimum} to {maximum}', { minimum: minimum!, maximum: maximum! })
}

function translateProblem(field: Field, value: unknown): string | undefined {
  if (field.kind === 'models')
    return typeof value === 'string' && typeof readComponents(value) === 'string'
      ? t('Write models as their ids, with + between them and settings in parentheses: ease(regularization=100).')
      : field.maximum === 1
        ? t('Enter one model.')
        : t('Enter {minimum} to {maximum} models with + between them.', { ...field })
  if (field.kind === 'choice' || field.kind === 'boolean' || field.kind === 'text') return undefined
  const range = limits(field)
  if (field.kind === 'integers') return t('Enter whole numbers, {range}.', { range })
  if (typeof value !== 'number' || !Number.isFinite(value) || (field.integer && !Number.isInteger(value)))
    return field.integer ? t('Enter a whole number, {range}.', { range }) : t('Enter a number, {range}.', { range })
  const values = { value: String(value), minimum: String(field.minimum), maximum: String(field.maximum), range }
  return value < field.minimum
    ? t('{value} is below {minimum}. Enter {range}.', values)
    : t('{value} is above {maximum}. Enter {range}.', values)
}
