import { useMemo } from 'preact/hooks'
import type { Cell, ColumnSummary, TableInfo } from '../../main/contract/api/data.ts'
import { MiniHistogram } from '../components/mini-histogram.tsx'
import type { MenuItem } from '../components/menu.tsx'
import { VirtualTable, type Sorting, type TableColumn } from '../components/virtual-table.tsx'
import { formatRange, formatShort } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { cellText, typeWord } from '../data/cells.ts'
import { roleIcons } from '../data/import/roles.ts'
import { canBrush } from './filters.ts'
import type { useRows } from './use-rows.ts'

interface RowTableProps {
  readonly info: TableInfo
  readonly rows: ReturnType<typeof useRows>
  readonly summaries: readonly ColumnSummary[] | undefined
  readonly sort: readonly Sorting[]
  readonly hidden: readonly string[]
  readonly onSort: (sort: readonly Sorting[]) => void
  readonly onHide: (column: string) => void
  readonly onFilter: (column: string) => void
  readonly onBrush: (summary: ColumnSummary, first: number, last: number) => void
}

interface IndexedRow {
  readonly index: number
  readonly cells: readonly Cell[]
}

const widths = { integer: 84, number: 84, text: 150, time: 142, boolean: 72, list: 130 } as const
/** Identifiers and kinds of events are short. */
const roleWidth = 96

/** The rows of a table, with a head per column that says type, distribution and one fact. */
export function RowTable(props: RowTableProps) {
  const { info, rows, summaries, sort, hidden, onSort } = props
  const columns = useMemo((): readonly TableColumn<IndexedRow>[] => {
    const shown = info.columns.filter(({ name }) => !hidden.includes(name))
    return [
      {
        key: '#',
        title: '#',
        name: t('Row'),
        width: 64,
        align: 'right',
        text: ({ index }) => String(index + 1),
        cell: ({ index }) => <span class="quiet small">{(index + 1).toLocaleString('en-US')}</span>,
      },
      ...shown.map((column): TableColumn<IndexedRow> => {
        const at = rows.columns.indexOf(column.name)
        const summary = summaries?.find((one) => one.name === column.name)
        const Icon = column.role ? roleIcons[column.role] : undefined
        return {
          key: column.name,
          name: column.name,
          title: (
            <>
              {Icon && <Icon size={13} strokeWidth={1.5} aria-hidden="true" />}
              <span class="elide">{column.name}</span>
            </>
          ),
          summary: summary && <HeadSummary summary={summary} onBrush={props.onBrush} />,
          width: column.role && column.type === 'text' ? roleWidth : widths[column.type],
          align: column.type === 'integer' || column.type === 'number' ? 'right' : 'left',
          sortable: true,
          text: ({ cells }) => cellText(cells[at] ?? null),
        }
      }),
    ]
  }, [info, rows.columns, summaries, hidden, props.onBrush])

  function changeSort(column: string, add: boolean) {
    if (column === '#') return
    const present = sort.find((one) => one.column === column)
    const others = add ? sort.filter((one) => one.column !== column) : []
    if (present?.descending) onSort(others)
    else onSort([...others, { column, descending: present !== undefined }])
  }

  const headMenu = (column: string): readonly MenuItem[] =>
    column === '#'
      ? []
      : [
          { label: t('Sort ascending'), run: () => onSort([{ column, descending: false }]) },
          { label: t('Sort descending'), run: () => onSort([{ column, descending: true }]) },
          { label: t('Filter…'), apart: true, run: () => props.onFilter(column) },
          { label: t('Hide column'), run: () => props.onHide(column) },
        ]

  return (
    <VirtualTable
      label={t('Table {name}', { name: info.name })}
      columns={columns}
      count={rows.matching}
      view={rows.key}
      row={(index) => {
        const cells = rows.row(index)
        return cells && { index, cells }
      }}
      onRange={rows.show}
      sort={sort}
      onSort={changeSort}
      headMenu={headMenu}
      headHeight={84}
    />
  )
}

interface HeadSummaryProps {
  readonly summary: ColumnSummary
  readonly onBrush: (summary: ColumnSummary, first: number, last: number) => void
}

function HeadSummary({ summary, onBrush }: HeadSummaryProps) {
  const right = summary.type === 'integer' || summary.type === 'number'
  const fact = describeColumn(summary)
  const counts =
    summary.histogram.length > 0 ? summary.histogram.map(({ count }) => count) : summary.top.map(({ count }) => count)
  return (
    <span class={`head-summary${right ? ' right' : ''}`}>
      <MiniHistogram
        counts={counts}
        label={`${t('Distribution of {column}', { column: summary.name })}: ${fact}`}
        width={80}
        height={22}
        {...(canBrush(summary) ? { onBrush: (first: number, last: number) => onBrush(summary, first, last) } : {})}
      />
      <span class="quiet small elide" title={`${typeWord(summary.type)}, ${fact}`}>
        {fact}
      </span>
    </span>
  )
}

/** The one fact of a column's head: its mean, its span, or how many different values it has. */
function describeColumn({ type, role, mean, distinct, minimum, maximum, missing }: ColumnSummary): string {
  if (missing > 0) return t('{count} missing', { count: missing })
  if (type === 'time') return formatRange(cellText(minimum).slice(0, 10), cellText(maximum).slice(0, 10))
  if (role === 'user' || role === 'item' || mean === null) return t('{count} distinct', { count: distinct })
  return t('mean {mean}', { mean: formatShort(mean) })
}
