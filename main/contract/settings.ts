import { readComponents } from './components.ts'
import { RecbenchError } from './errors.ts'

/**
 * The schema of a configuration as data: form, command-line flags, run record, reference page and search space are derived from it.
 * `help` is one English sentence; the page translates it by that sentence.
 */
export type Field =
  | NumberField
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly default: string; readonly help: string }
  | { readonly kind: 'boolean'; readonly default: boolean; readonly help: string }
  | { readonly kind: 'text'; readonly default: string; readonly help: string }
  | ModelField
  | {
      readonly kind: 'integers'
      readonly minimum: number
      readonly maximum: number
      readonly default: readonly number[]
      readonly help: string
    }

/** Models that the configured one is made of, as `readComponents` of the contract reads them. */
export interface ModelField {
  readonly kind: 'models'
  readonly minimum: number
  readonly maximum: number
  readonly default: string
  readonly help: string
}

export interface NumberField {
  readonly kind: 'number'
  readonly integer: boolean
  readonly minimum: number
  readonly maximum: number
  readonly default: number
  readonly help: string
  /** What tuning searches when no space is given. */
  readonly search?: SearchRange
}

export interface SearchRange {
  readonly from: number
  readonly to: number
  readonly scale: 'log' | 'linear'
}

export type Settings = Readonly<Record<string, Field>>
export type SettingValue = number | string | boolean | readonly number[]
export type Configuration = Readonly<Record<string, SettingValue>>

type ValueOf<F extends Field> = F extends { kind: 'number' }
  ? number
  : F extends { kind: 'choice'; options: readonly (infer Option)[] }
    ? Option
    : F extends { kind: 'boolean' }
      ? boolean
      : F extends { kind: 'text' | 'models' }
        ? string
        : readonly number[]

export type ConfigurationOf<S extends Settings> = { readonly [K in keyof S]: ValueOf<S[K]> }

interface Range {
  readonly default: number
  readonly help: string
  readonly minimum?: number
  readonly maximum?: number
  readonly search?: SearchRange
}

export const integer = (range: Range) =>
  ({ kind: 'number', integer: true, minimum: 0, maximum: 2 ** 31 - 1, ...range }) as const satisfies NumberField

export const real = (range: Range) =>
  ({ kind: 'number', integer: false, minimum: 0, maximum: Number.MAX_VALUE, ...range }) as const satisfies NumberField

export const choice = <const Option extends string>(
  options: readonly Option[],
  initial: NoInfer<Option>,
  help: string,
) => ({ kind: 'choice', options, default: initial, help }) as const

export const toggle = (initial: boolean, help: string) => ({ kind: 'boolean', default: initial, help }) as const

export const text = (initial: string, help: string) => ({ kind: 'text', default: initial, help }) as const

/** One model that the configured one is built on. */
export const component = (initial: string, help: string) =>
  ({ kind: 'models', minimum: 1, maximum: 1, default: initial, help }) as const satisfies ModelField

/** Two or more models. */
export const components = (initial: string, help: string) =>
  ({ kind: 'models', minimum: 2, maximum: 12, default: initial, help }) as const satisfies ModelField

export const integers = (range: { default: readonly number[]; minimum: number; maximum: number; help: string }) =>
  ({ kind: 'integers', ...range }) as const

/**
 * Completes a partial configuration with defaults and checks every value.
 *
 * @param owner what is configured, for the sentence of the error, such as `model ease`
 * @throws RecbenchError `invalid-parameter` for an unknown key, a wrong type or a value outside its range
 */
export function parseConfiguration<S extends Settings>(
  owner: string,
  settings: S,
  given: Readonly<Record<string, unknown>> = {},
): ConfigurationOf<S> {
  const known = Object.keys(settings)
  for (const key of Object.keys(given))
    if (!known.includes(key))
      throw new RecbenchError('invalid-parameter', `The ${owner} has no setting "${key}".`, {
        remedy: known.length ? `It has: ${known.join(', ')}.` : 'It has no settings.',
      })
  const entries = known.map((key) => [
    key,
    given[key] === undefined ? settings[key]!.default : parseField(owner, key, settings[key]!, given[key]),
  ])
  return Object.fromEntries(entries) as ConfigurationOf<S>
}

function parseField(owner: string, key: string, field: Field, value: unknown): SettingValue {
  const problem = findProblem(field, value)
  if (problem)
    throw new RecbenchError(
      'invalid-parameter',
      `The setting "${key}" of the ${owner} is ${JSON.stringify(value)}: ${problem}`,
    )
  return value as SettingValue
}

/** What is wrong with a value, as a sentence, or undefined. The form shows it beside the field. */
export function findProblem(field: Field, value: unknown): string | undefined {
  switch (field.kind) {
    case 'number':
      return findNumberProblem(field, value)
    case 'choice':
      return field.options.includes(value as string) ? undefined : `Choose one of ${field.options.join(', ')}.`
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'Enter true or false.'
    case 'text':
      return typeof value === 'string' ? undefined : 'Enter text.'
    case 'models':
      return findModelsProblem(field, value)
    case 'integers': {
      const { minimum, maximum } = field
      const valid =
        Array.isArray(value) && value.every((entry) => Number.isInteger(entry) && entry >= minimum && entry <= maximum)
      return valid ? undefined : `Enter whole numbers from ${minimum} to ${maximum}.`
    }
    default:
      return field satisfies never
  }
}

function findModelsProblem({ minimum, maximum }: ModelField, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'Enter the id of a model.'
  const read = readComponents(value)
  if (typeof read === 'string') return read
  if (read.length >= minimum && read.length <= maximum) return undefined
  return maximum === 1 ? 'Enter one model.' : `Enter ${minimum} to ${maximum} models with + between them.`
}

/** The ends of a range that hold something back; null where there is none. */
export const limitsOf = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) => ({
  minimum: minimum === -Number.MAX_VALUE ? null : minimum,
  maximum: maximum < 2 ** 31 - 1 ? maximum : null,
})

/** A range in words. */
export function describeRange(field: { readonly minimum: number; readonly maximum: number }): string {
  const { minimum, maximum } = limitsOf(field)
  if (minimum === null) return maximum === null ? 'any number' : `${maximum} or less`
  return maximum === null ? `${minimum} or more` : `${minimum} to ${maximum}`
}

function findNumberProblem(field: NumberField, value: unknown): string | undefined {
  const { integer: whole, minimum, maximum } = field
  const range = describeRange(field)
  if (typeof value !== 'number' || !Number.isFinite(value)) return `Enter a ${whole ? 'whole ' : ''}number, ${range}.`
  if (whole && !Number.isInteger(value)) return `Enter a whole number, ${range}.`
  if (value < minimum) return `${value} is below ${minimum}. Enter ${range}.`
  if (value > maximum) return `${value} is above ${maximum}. Enter ${range}.`
  return undefined
}

/** Reads the text of a command-line flag or of a form control as the field's type; text that does not fit is returned as it came and fails the check. */
export function readSetting(field: Field, text: string): unknown {
  switch (field.kind) {
    case 'number':
      return text.trim() === '' ? text : Number.isNaN(Number(text)) ? text : Number(text)
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'integers':
      return text
        .split(/[-,\s]+/)
        .filter(Boolean)
        .map(Number)
    case 'choice':
    case 'text':
    case 'models':
      return text
    default:
      return field satisfies never
  }
}
