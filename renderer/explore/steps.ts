import type { RecipeStep, Role } from '../../main/contract/experiment.ts'
import type { DatasetDetail } from '../../main/contract/api/data.ts'
import { formatCount, formatPercent, formatRange } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { roleWord } from '../data/import/roles.ts'

export type StepKind = RecipeStep['step']
export const stepKinds: readonly StepKind[] = [
  'deduplicate',
  'dropMissing',
  'valueRange',
  'kCore',
  'events',
  'timeWindow',
  'sample',
  'filter',
  'anonymise',
]

/** The kind of a step, as a menu offers it. */
export function stepKindWord(kind: StepKind): string {
  switch (kind) {
    case 'deduplicate':
      return t('Remove duplicates')
    case 'dropMissing':
      return t('Drop rows with missing values')
    case 'valueRange':
      return t('Keep a range of values')
    case 'kCore':
      return t('k-core')
    case 'events':
      return t('Weigh kinds of events')
    case 'timeWindow':
      return t('Time window')
    case 'sample':
      return t('Sample of rows')
    case 'filter':
      return t('Drop rows by a column')
    case 'anonymise':
      return t('Anonymise identifiers')
    default:
      return kind satisfies never
  }
}

/** One sentence: what the step does and why one would. */
export function stepHelp(kind: StepKind): string {
  switch (kind) {
    case 'deduplicate':
      return t('Of several events of one user with one item, the first or the last stays.')
    case 'dropMissing':
      return t('Rows that lack one of these roles are left out.')
    case 'valueRange':
      return t('Events with a value outside the range are left out.')
    case 'kCore':
      return t('Users and items with fewer events are left out, again and again, until all that stay have enough.')
    case 'events':
      return t('Each kind of event counts with its weight; a weight of 0 leaves it out.')
    case 'timeWindow':
      return t('Events before the start or from the end on are left out. Times are UTC.')
    case 'sample':
      return t('A share of the events, drawn with the seed: the same ones on every machine.')
    case 'filter':
      return t('Rows in which the column has this value are left out.')
    case 'anonymise':
      return t('Identifiers of users and items are replaced by keyed hashes in the prepared log.')
    default:
      return kind satisfies never
  }
}

/** A step with its settings, short enough for the list. */
export function describeStep(step: RecipeStep): string {
  switch (step.step) {
    case 'deduplicate':
      return step.keep === 'first' ? t('Keep first of duplicates') : t('Keep last of duplicates')
    case 'dropMissing':
      return t('Drop missing {roles}', { roles: step.roles.map((role) => roleWord(role as Role)).join(', ') })
    case 'valueRange':
      return t('Value {range}', {
        range: formatRange(
          step.minimum === undefined ? '…' : formatCount(step.minimum),
          step.maximum === undefined ? '…' : formatCount(step.maximum),
        ),
      })
    case 'kCore':
      return step.user === step.item
        ? t('{k}-core', { k: String(step.user) })
        : t('{user}-core users, {item}-core items', { user: String(step.user), item: String(step.item) })
    case 'events':
      return t('Weigh events: {weights}', {
        weights: Object.entries(step.weights)
          .map(([event, weight]) => `${event} ${weight}`)
          .join(', '),
      })
    case 'timeWindow':
      return t('Time {range}', { range: formatRange(step.from ?? '…', step.to ?? '…') })
    case 'sample':
      return t('Sample {share} of rows, seed {seed}', {
        share: formatPercent(step.fraction, 0),
        seed: String(step.seed),
      })
    case 'filter':
      return t('Drop {column} “{value}”', { column: step.column, value: step.not })
    case 'anonymise':
      return t('Anonymise identifiers')
    default:
      return step satisfies never
  }
}

/** A new step of a kind with sensible settings for this data. */
export function newStep(kind: StepKind, detail: DatasetDetail | undefined): RecipeStep {
  switch (kind) {
    case 'deduplicate':
      return { step: kind, keep: 'last' }
    case 'dropMissing':
      return { step: kind, roles: detail?.hasTimes ? ['user', 'item', 'time'] : ['user', 'item'] }
    case 'valueRange':
      return { step: kind, minimum: 1, maximum: 5 }
    case 'kCore':
      return { step: kind, user: 5, item: 5 }
    case 'events':
      return { step: kind, weights: {} }
    case 'timeWindow':
      return { step: kind, ...(detail?.from ? { from: detail.from.slice(0, 10) } : {}) }
    case 'sample':
      return { step: kind, fraction: 0.1, seed: 2020 }
    case 'filter':
      return { step: kind, column: detail?.tables[0]?.columns[0]?.name ?? '', not: '' }
    case 'anonymise':
      return { step: kind, key: crypto.randomUUID() }
    default:
      return kind satisfies never
  }
}

/** What is wrong with a step, as a sentence. */
export function findStepProblem(step: RecipeStep): string | undefined {
  switch (step.step) {
    case 'kCore':
      return step.user >= 1 && step.item >= 1 ? undefined : t('Enter 1 or more.')
    case 'sample':
      return step.fraction > 0 && step.fraction <= 1 ? undefined : t('Enter a share above 0, up to 100 %.')
    case 'valueRange':
      return step.minimum !== undefined && step.maximum !== undefined && step.minimum > step.maximum
        ? t('{minimum} is above {maximum}. Enter a smaller minimum.', {
            minimum: String(step.minimum),
            maximum: String(step.maximum),
          })
        : undefined
    case 'timeWindow':
      return step.from && step.to && step.from >= step.to ? t('The end is not after the start.') : undefined
    case 'dropMissing':
      return step.roles.length > 0 ? undefined : t('Choose at least one role.')
    case 'filter':
      return step.column === '' ? t('Choose a column.') : undefined
    case 'events':
      return Object.keys(step.weights).length > 0 ? undefined : t('Give at least one kind of event a weight.')
    case 'anonymise':
      return step.key.length >= 8 ? undefined : t('Enter a key of 8 or more characters.')
    default:
      return undefined
  }
}
