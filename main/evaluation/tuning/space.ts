import { RecbenchError } from '../../contract/errors.ts'
import {
  findProblem,
  parseConfiguration,
  type Configuration,
  type Field,
  type SearchRange,
  type Settings,
  type SettingValue,
} from '../../contract/settings.ts'

/** One searched setting: a range of numbers, or a list of candidates. */
export type Dimension =
  | { readonly kind: 'range'; readonly name: string; readonly range: SearchRange; readonly integer: boolean }
  | { readonly kind: 'candidates'; readonly name: string; readonly values: readonly SettingValue[] }

/** What is searched of one model, and what is fixed. */
export interface SearchSpace {
  readonly owner: string
  readonly settings: Settings
  readonly fixed: Readonly<Record<string, unknown>>
  readonly dimensions: readonly Dimension[]
}

/** A place in a space: per dimension the share of the range, 0 … 1, or the number of the candidate. */
export type Point = readonly number[]

/** Settings that cost time or memory rather than shape the model, or that belong to the machinery of training: never searched unless asked for. */
const notSearched = ['epochs', 'iterations', 'steps', 'batchSize', 'patience', 'validationShare', 'repeats']

/** Significant digits of a number drawn from a range, so that a table can show it whole. */
const digits = 4

/**
 * Reads the search space of one model: settings given as an array of candidates or as a range. When none is, the space is derived from the schema: the
 * search ranges that it declares; without those, every number from a tenth to ten times its default (from a quarter to four times for whole numbers),
 * every choice and every switch that was not given a value.
 *
 * @throws RecbenchError `invalid-parameter` for a candidate or an end of a range that is not allowed
 */
export function readSpace(owner: string, settings: Settings, given: Readonly<Record<string, unknown>>): SearchSpace {
  const fixed: Record<string, unknown> = {}
  const dimensions: Dimension[] = []
  for (const [name, value] of Object.entries(given)) {
    const field = settings[name]
    const dimension = field && readDimension(owner, name, field, value)
    if (dimension) dimensions.push(dimension)
    else fixed[name] = value
  }
  parseConfiguration(owner, settings, fixed)
  return { owner, settings, fixed, dimensions: dimensions.length ? dimensions : deriveDimensions(settings, fixed) }
}

function readDimension(owner: string, name: string, field: Field, value: unknown): Dimension | null {
  if (isRange(value)) {
    if (field.kind !== 'number')
      throw new RecbenchError(
        'invalid-parameter',
        `The setting "${name}" of the ${owner} is no number and has no range.`,
        {
          remedy: 'Give its candidates as a|b|c.',
        },
      )
    for (const end of [value.from, value.to]) refuse(owner, name, field, end)
    return { kind: 'range', name, range: value, integer: field.integer }
  }
  if (!Array.isArray(value) || value.length === 0) return null
  const several = field.kind !== 'integers' || value.some((entry) => Array.isArray(entry))
  if (!several) return null
  for (const entry of value) refuse(owner, name, field, entry)
  return { kind: 'candidates', name, values: value as SettingValue[] }
}

const isRange = (value: unknown): value is SearchRange =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value

function refuse(owner: string, name: string, field: Field, value: unknown): void {
  const problem = findProblem(field, value)
  if (problem)
    throw new RecbenchError(
      'invalid-parameter',
      `The setting "${name}" of the ${owner} is ${JSON.stringify(value)}: ${problem}`,
    )
}

function deriveDimensions(settings: Settings, fixed: Readonly<Record<string, unknown>>): Dimension[] {
  const open = Object.entries(settings).filter(([name]) => !(name in fixed))
  const declared = open.flatMap(([name, field]) =>
    field.kind === 'number' && field.search ? [rangeOf(name, field, field.search)] : [],
  )
  if (declared.length) return declared
  return open.filter(([name]) => !notSearched.includes(name)).flatMap(([name, field]) => guess(name, field) ?? [])
}

const rangeOf = (name: string, { integer }: { readonly integer: boolean }, range: SearchRange): Dimension => ({
  kind: 'range',
  name,
  range,
  integer,
})

function guess(name: string, field: Field): Dimension | null {
  switch (field.kind) {
    case 'choice':
      return field.options.length > 1 ? { kind: 'candidates', name, values: field.options } : null
    case 'boolean':
      return { kind: 'candidates', name, values: [false, true] }
    case 'integers':
    case 'text':
    case 'models':
      return null
    case 'number': {
      const { minimum, maximum, integer, default: initial } = field
      if (initial <= 0)
        return maximum <= 1 ? rangeOf(name, field, { from: Math.max(0, minimum), to: maximum, scale: 'linear' }) : null
      const factor = integer ? 4 : 10
      const smallest = integer ? Math.max(1, minimum) : minimum > 0 ? minimum : 0
      const from = Math.max(smallest, integer ? Math.ceil(initial / factor) : initial / factor)
      const to = Math.min(maximum, initial * factor)
      return from < to ? rangeOf(name, field, { from, to, scale: 'log' }) : null
    }
    default:
      return field satisfies never
  }
}

/** How many configurations a space has; infinite with a range of real numbers. */
export const sizeOf = ({ dimensions }: SearchSpace): number =>
  dimensions.reduce((size, dimension) => size * countOf(dimension), 1)

export function countOf(dimension: Dimension): number {
  if (dimension.kind === 'candidates') return dimension.values.length
  const { from, to } = dimension.range
  return dimension.integer ? Math.floor(to) - Math.ceil(from) + 1 : Infinity
}

/** The configuration at a point, completed with what is fixed and with defaults. */
export const configurationAt = ({ owner, settings, fixed, dimensions }: SearchSpace, point: Point): Configuration =>
  parseConfiguration(owner, settings, {
    ...fixed,
    ...Object.fromEntries(dimensions.map((dimension, d) => [dimension.name, valueAt(dimension, point[d]!)])),
  })

function valueAt(dimension: Dimension, place: number): SettingValue {
  if (dimension.kind === 'candidates') return dimension.values[place]!
  const { from, to, scale } = dimension.range
  const exact = scale === 'log' ? from * (to / from) ** place : from + (to - from) * place
  const value = dimension.integer ? Math.round(exact) : Number(exact.toPrecision(digits))
  return Math.min(to, Math.max(from, value))
}

/** The point of a configuration of the space: the inverse of {@link configurationAt} but for rounding. */
export const pointOf = ({ dimensions }: SearchSpace, config: Configuration): Point =>
  dimensions.map((dimension) => {
    const value = config[dimension.name]!
    if (dimension.kind === 'candidates')
      return dimension.values.findIndex((candidate) => JSON.stringify(candidate) === JSON.stringify(value))
    const { from, to, scale } = dimension.range
    const number = value as number
    return scale === 'log' ? Math.log(number / from) / Math.log(to / from) : (number - from) / (to - from)
  })

/** Where nothing was tuned yet: the first candidates, the low ends of given ranges, and the defaults where no space was given. */
export function firstConfiguration(
  owner: string,
  settings: Settings,
  given: Readonly<Record<string, unknown>>,
): Configuration {
  const space = readSpace(owner, settings, given)
  const dimensions = space.dimensions.filter(({ name }) => name in given)
  return configurationAt(
    { ...space, dimensions },
    dimensions.map(() => 0),
  )
}
