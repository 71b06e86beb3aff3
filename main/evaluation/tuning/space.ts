import { RecbenchError } from '../../contract/errors.ts'
import { defaultSpace, findSpaceProblem, isCandidates, isRange, type Dimension } from '../../contract/search-space.ts'
import {
  parseConfiguration,
  type Configuration,
  type Field,
  type Settings,
  type SettingValue,
} from '../../contract/settings.ts'

export type { Dimension }

/** What is searched of one model, and what is fixed. */
export interface SearchSpace {
  readonly owner: string
  readonly settings: Settings
  readonly fixed: Readonly<Record<string, unknown>>
  readonly dimensions: readonly Dimension[]
}

/** A place in a space: per dimension the share of the range, 0 … 1, or the number of the candidate. */
export type Point = readonly number[]

/** Significant digits of a number drawn from a range, so that a table can show it whole. */
const digits = 4

/**
 * Reads the search space of one model: settings given as an array of candidates or as a range. When none is, the space
 * is the default one of the schema.
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
  return { owner, settings, fixed, dimensions: dimensions.length ? dimensions : defaultSpace(settings, fixed) }
}

function readDimension(owner: string, name: string, field: Field, value: unknown): Dimension | null {
  const problem = findSpaceProblem(field, value)
  if (problem)
    throw new RecbenchError(
      'invalid-parameter',
      `The setting "${name}" of the ${owner} is searched in ${JSON.stringify(value)}: ${problem}`,
    )
  if (isRange(value)) return { kind: 'range', name, range: value, integer: field.kind === 'number' && field.integer }
  return isCandidates(field, value) ? { kind: 'candidates', name, values: value as SettingValue[] } : null
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

/** The configuration in the middle of a space, for estimates: half of every range on its scale, and the middle candidates. */
export const middleConfiguration = (space: SearchSpace): Configuration =>
  configurationAt(
    space,
    space.dimensions.map((dimension) =>
      dimension.kind === 'candidates' ? Math.floor(dimension.values.length / 2) : 0.5,
    ),
  )
