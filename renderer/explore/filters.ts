import type { ColumnSummary, Filter } from '../../main/contract/api/data.ts'
import { formatShort } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'

const end = (value: number | string) => (typeof value === 'number' ? formatShort(value) : value)

/** A filter as its chip says it. */
export function describeFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'range': {
      const { column, minimum, maximum } = filter
      if (minimum !== null && maximum !== null) return `${column} ${end(minimum)} – ${end(maximum)}`
      if (minimum !== null) return `${column} ≥ ${end(minimum)}`
      return `${column} ≤ ${maximum === null ? '…' : end(maximum)}`
    }
    case 'oneOf':
      return `${filter.column}: ${filter.values.map((value) => (value === null ? t('missing') : String(value))).join(', ')}`
    case 'contains':
      return t('{column} contains “{text}”', { column: filter.column, text: filter.text })
    case 'missing':
      return filter.missing
        ? t('{column} is missing', { column: filter.column })
        : t('{column} is present', { column: filter.column })
    default:
      return filter satisfies never
  }
}

/** Filters with one more; a filter of the same kind on the same column is replaced. */
export const withFilter = (filters: readonly Filter[], added: Filter): readonly Filter[] => [
  ...filters.filter((one) => one.column !== added.column || one.kind !== added.kind),
  added,
]

/** Bins of an identifier or of a text count values by falling frequency: they are no ranges. */
export const canBrush = ({ histogram, role, type }: ColumnSummary) =>
  histogram.length > 1 &&
  type !== 'text' &&
  type !== 'boolean' &&
  type !== 'list' &&
  role !== 'user' &&
  role !== 'item' &&
  role !== 'action'

/** The range that brushed bins of a column cover; ends of the first and last bin stay open. */
export function brushFilter(summary: ColumnSummary, first: number, last: number): Filter {
  const { histogram, type } = summary
  const edge = (value: number) => (type === 'time' ? new Date(value).toISOString() : value)
  return {
    kind: 'range',
    column: summary.name,
    minimum: first === 0 ? null : edge(histogram[first]!.from),
    maximum: last === histogram.length - 1 ? null : edge(histogram[last]!.to),
  }
}
