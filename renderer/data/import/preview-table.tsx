import { useMemo } from 'preact/hooks'
import type { Cell, Preview, PreviewColumn } from '../../../main/contract/api/data.ts'
import type { ReadingOptions, Role } from '../../../main/contract/experiment.ts'
import { Chip } from '../../components/chip.tsx'
import { MiniHistogram } from '../../components/mini-histogram.tsx'
import { VirtualTable, type TableColumn } from '../../components/virtual-table.tsx'
import { formatRange } from '../../i18n/format.ts'
import { t, tMaybe } from '../../i18n/t.ts'
import { cellText, epochTime, typeWord } from '../cells.ts'
import { roleChoices, roleIcons, withRole } from './roles.ts'

interface PreviewTableProps {
  readonly preview: Preview
  readonly options: ReadingOptions
  readonly onChange: (options: ReadingOptions) => void
}

interface PreviewRow {
  readonly number: number
  readonly cells: readonly Cell[]
}

/** The first rows, under heads that say what each column is taken for and how sure that is. F2 opens a column's role. */
export function PreviewTable({ preview, options, onChange }: PreviewTableProps) {
  const columns = useMemo(
    (): readonly TableColumn<PreviewRow>[] => [
      {
        key: '#',
        title: '#',
        name: t('Row'),
        width: 44,
        align: 'right',
        text: (row) => String(row.number),
        cell: (row) => <span class="quiet">{row.number}</span>,
      },
      ...preview.columns.map((column, index): TableColumn<PreviewRow> => ({
        key: String(index),
        name: column.name,
        title: <HeadTitle column={column} />,
        summary: (
          <HeadBody column={column} onRole={(role) => onChange(withRole(options, preview.columns, index, role))} />
        ),
        width: 150,
        align: column.type === 'integer' || column.type === 'number' ? 'right' : 'left',
        text: (row) => cellText(row.cells[index] ?? null),
        ...(column.type === 'time' ? { cell: (row: PreviewRow) => <TimeCell cell={row.cells[index] ?? null} /> } : {}),
      })),
    ],
    [preview, options, onChange],
  )
  return (
    <VirtualTable
      label={t('Preview of {file}', { file: preview.file })}
      columns={columns}
      count={preview.rows.length}
      row={(index) => ({ number: index + 1, cells: preview.rows[index]! })}
      headHeight={148}
    />
  )
}

function HeadTitle({ column }: { readonly column: PreviewColumn }) {
  const tone = column.confidence === 'certain' ? 'neutral' : column.confidence === 'likely' ? 'info' : 'warn'
  const words = { certain: t('certain'), likely: t('likely'), guess: t('guess') }
  return (
    <>
      <span class="mono elide grow preview-name">{column.name}</span>
      {column.role && (
        <Chip tone={tone} title={tMaybe(column.reason)}>
          {words[column.confidence]}
        </Chip>
      )}
    </>
  )
}

/** A time as it stands in the file, and as it is understood where that is another. */
function TimeCell({ cell }: { readonly cell: Cell }) {
  const raw = cellText(cell)
  const read = epochTime(cell)
  return (
    <>
      {raw}
      {read && <span class="quiet preview-time">{read}</span>}
    </>
  )
}

interface HeadBodyProps {
  readonly column: PreviewColumn
  readonly onRole: (role: Role) => void
}

function HeadBody({ column, onRole }: HeadBodyProps) {
  const role = column.role ?? 'ignore'
  const Icon = roleIcons[role]
  const range = column.minimum === null ? '' : formatRange(cellText(column.minimum), cellText(column.maximum))
  return (
    <div class="preview-head" onClick={(event) => event.stopPropagation()}>
      <span class="preview-role">
        <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
        <select
          class="input select"
          aria-label={t('Role of {column}', { column: column.name })}
          title={tMaybe(column.reason)}
          value={role}
          onChange={(event) => onRole(event.currentTarget.value as Role)}
        >
          {roleChoices().map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      </span>
      <span class="quiet">{typeWord(column.type)}</span>
      <MiniHistogram counts={column.histogram} label={t('Distribution of {column}', { column: column.name })} />
      <span class="quiet elide" title={range}>
        {range}
      </span>
      <span class="quiet elide small">
        {t('{count} distinct', { count: column.distinct })}
        {column.missing > 0 && `, ${t('{count} missing', { count: column.missing })}`}
      </span>
    </div>
  )
}
