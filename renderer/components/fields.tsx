import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'

interface Labelled {
  readonly label: string
  /** The label is read aloud only; the layout says it otherwise. */
  readonly hideLabel?: boolean
  readonly hint?: ComponentChildren
  /** What is wrong, as a sentence. */
  readonly problem?: string | undefined
  readonly disabled?: boolean
}

interface FieldProps extends Labelled {
  readonly children: (attributes: {
    id: string
    disabled: boolean | undefined
    'aria-invalid': 'true' | undefined
    'aria-describedby': string | undefined
  }) => ComponentChildren
  readonly inline?: boolean
}

/** A control with its label, hint and problem tied together for assistive technology. */
export function Field({ label, hideLabel, hint, problem, disabled, children, inline }: FieldProps) {
  const id = useId()
  const described = [hint !== undefined && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div class={`field${inline ? ' inline' : ''}${problem ? ' wrong' : ''}`}>
      <label for={id} class={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      {children({
        id,
        disabled,
        'aria-invalid': problem ? 'true' : undefined,
        'aria-describedby': described || undefined,
      })}
      {hint !== undefined && (
        <div id={`${id}-hint`} class="field-hint">
          {hint}
        </div>
      )}
      {problem && (
        <div id={`${id}-problem`} class="field-problem">
          {problem}
        </div>
      )}
    </div>
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly disabled?: boolean
}

interface SelectProps extends Labelled {
  readonly value: string
  readonly options: readonly Choice[]
  readonly onChange: (value: string) => void
  readonly inline?: boolean
}

export function Select({ value, options, onChange, ...field }: SelectProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <select
          {...attributes}
          class="input select"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface TextFieldProps extends Labelled {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly onEnter?: () => void
  readonly placeholder?: string
  readonly type?: 'text' | 'search' | 'date' | 'datetime-local'
  readonly inline?: boolean
  readonly mono?: boolean
}

export function TextField({ value, onInput, onEnter, placeholder, type = 'text', mono, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...attributes}
          class={`input${mono ? ' mono' : ''}`}
          {...({ type } as { type: 'text' })}
          value={value}
          placeholder={placeholder ?? ''}
          spellcheck={false}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && onEnter?.()}
        />
      )}
    </Field>
  )
}

interface NumberFieldProps extends Labelled {
  readonly value: number | null
  /** Null when the field is empty or holds no number. */
  readonly onInput: (value: number | null) => void
  readonly minimum?: number
  readonly maximum?: number
  readonly step?: number | 'any'
  readonly inline?: boolean
}

export function NumberField({ value, onInput, minimum, maximum, step = 'any', ...field }: NumberFieldProps) {
  const [text, setText] = useState<string>()
  const shown = text !== undefined && readNumber(text) === value ? text : value === null ? '' : String(value)
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...attributes}
          class="input number"
          type="number"
          inputMode="decimal"
          min={minimum}
          max={maximum}
          step={step}
          value={shown}
          onInput={(event) => {
            setText(event.currentTarget.value)
            onInput(readNumber(event.currentTarget.value))
          }}
        />
      )}
    </Field>
  )
}

const readNumber = (text: string) => (text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text))

interface CheckboxProps {
  readonly label: ComponentChildren
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly mixed?: boolean
  readonly disabled?: boolean
  readonly hideLabel?: boolean
  readonly tabIndex?: number
}

export function Checkbox({ label, checked, onChange, mixed, disabled, hideLabel, tabIndex }: CheckboxProps) {
  return (
    <label class={`checkbox${disabled ? ' off' : ''}`}>
      <input
        type="checkbox"
        checked={checked}
        ref={(element) => {
          if (element) element.indeterminate = mixed === true
        }}
        disabled={disabled}
        tabIndex={tabIndex}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class={hideLabel ? 'visually-hidden' : ''}>{label}</span>
    </label>
  )
}

interface ToggleProps {
  readonly label: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly disabled?: boolean
}

/** A setting that acts at once. */
export function Toggle({ label, on, onChange, disabled }: ToggleProps) {
  return (
    <button
      type="button"
      role="switch"
      class="toggle"
      aria-checked={on}
      aria-disabled={disabled ? 'true' : undefined}
      onClick={() => !disabled && onChange(!on)}
    >
      <span class="toggle-track" aria-hidden="true" />
      <span>{label}</span>
    </button>
  )
}

interface SegmentedProps {
  readonly label: string
  readonly value: string
  readonly options: readonly Choice[]
  readonly onChange: (value: string) => void
}

/** Two to five exclusive choices, all in sight. */
export function Segmented({ label, value, options, onChange }: SegmentedProps) {
  const name = useId()
  return (
    <div class="segmented" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} class={option.value === value ? 'on' : ''}>
          <input
            type="radio"
            class="visually-hidden"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
