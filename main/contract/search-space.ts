import { findProblem, type Field, type SearchRange, type Settings, type SettingValue } from './settings.ts'

/** One searched setting: a range of numbers, or a list of candidates. */
export type Dimension =
  | { readonly kind: 'range'; readonly name: string; readonly range: SearchRange; readonly integer: boolean }
  | { readonly kind: 'candidates'; readonly name: string; readonly values: readonly SettingValue[] }

export const isRange = (value: unknown): value is SearchRange =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'from' in value && 'to' in value

/** Whether a value given for a setting is a list of candidates; for a setting of several numbers, a list of lists is. */
export const isCandidates = (field: Field, value: unknown): value is readonly unknown[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  (field.kind !== 'integers' || value.some((entry: unknown) => Array.isArray(entry)))

export const isSearched = (field: Field, value: unknown): boolean => isRange(value) || isCandidates(field, value)

/** What is wrong with a search space given for a setting, as a sentence, or undefined. */
export function findSpaceProblem(field: Field, value: unknown): string | undefined {
  if (isCandidates(field, value)) return value.map((entry) => findProblem(field, entry)).find((problem) => problem)
  if (!isRange(value)) return undefined
  if (field.kind !== 'number') return 'A range needs a number. Give candidates instead.'
  const problem = findProblem(field, value.from) ?? findProblem(field, value.to)
  if (problem) return problem
  if (value.from >= value.to) return 'A range goes from a number to a larger one.'
  return value.scale === 'log' && value.from <= 0 ? 'A logarithmic range starts above 0.' : undefined
}

/** Settings that cost time or memory rather than shape the model, or that belong to the machinery of training: never searched unless asked for. */
const notSearched = ['epochs', 'iterations', 'steps', 'batchSize', 'patience', 'validationShare', 'repeats']

/**
 * What tuning searches of a model for which no space is given: the search ranges that its schema declares; without those, every number from a tenth to ten
 * times its default (from a quarter to four times for whole numbers), every choice and every switch.
 *
 * @param fixed settings that were given a value; they are not searched
 */
export function defaultSpace(settings: Settings, fixed: Readonly<Record<string, unknown>>): Dimension[] {
  const open = Object.entries(settings).filter(([name]) => fixed[name] === undefined)
  const declared = open.flatMap(([name, field]) =>
    field.kind === 'number' && field.search ? [rangeOf(name, field, field.search)] : [],
  )
  if (declared.length) return declared
  return open.filter(([name]) => !notSearched.includes(name)).flatMap(([name, field]) => guessSpace(name, field) ?? [])
}

const rangeOf = (name: string, { integer }: { readonly integer: boolean }, range: SearchRange): Dimension => ({
  kind: 'range',
  name,
  range,
  integer,
})

/** The space of one setting by its type, default and limits; null where there is nothing to search. */
export function guessSpace(name: string, field: Field): Dimension | null {
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
      if (field.search) return rangeOf(name, field, field.search)
      const { minimum, maximum, integer, default: initial } = field
      if (initial <= 0)
        return maximum <= 1 ? rangeOf(name, field, { from: Math.max(0, minimum), to: maximum, scale: 'linear' }) : null
      const factor = integer ? 4 : 10
      const smallest = integer ? Math.max(1, minimum) : Math.max(0, minimum)
      const from = Math.max(smallest, integer ? Math.ceil(initial / factor) : initial / factor)
      const to = Math.min(maximum, initial * factor)
      return from < to ? rangeOf(name, field, { from, to, scale: 'log' }) : null
    }
    default:
      return field satisfies never
  }
}
