import { Download, TriangleAlert } from 'lucide-preact'
import type { Preview, Problem } from '../../../main/contract/api/data.ts'
import { saveText } from '../../client/files.ts'
import { Button } from '../../components/button.tsx'
import { toTsv } from '../../components/copy-table.ts'
import { Panel } from '../../components/layout.tsx'
import { VirtualTable, type TableColumn } from '../../components/virtual-table.tsx'
import { formatCount } from '../../i18n/format.ts'
import { t, tMaybe } from '../../i18n/t.ts'
import { rejectedText } from './rejected.ts'
import { baseName } from '../../state/job-title.ts'
import { report } from '../../state/notices.ts'

export const problemColumns = (): readonly TableColumn<Problem>[] => [
  { key: 'line', title: t('Line'), name: t('Line'), width: 70, align: 'right', text: (row) => formatCount(row.line) },
  { key: 'column', title: t('Column'), name: t('Column'), width: 110, text: (row) => row.column },
  {
    key: 'value',
    title: t('Found'),
    name: t('Found'),
    width: 160,
    text: (row) => (row.value === '' ? t('empty') : `“${row.value}”`),
  },
  { key: 'reason', title: t('Reason'), name: t('Reason'), width: 300, text: (row) => tMaybe(row.reason) },
]

/** Rows that will not load: line, column, what was found, and why. */
export function RejectedRows({ preview }: { readonly preview: Preview }) {
  const columns = problemColumns()
  const save = () => saveText(`${baseName(preview.file)}-rejected.tsv`, toTsv(columns, preview.problems)).catch(report)
  return (
    <Panel
      grow
      flush
      label={t('Rejected rows')}
      title={
        <span class="row">
          <TriangleAlert size={14} strokeWidth={1.75} class="warn" aria-hidden="true" />
          {t('Rejected rows')}
        </span>
      }
      sub={t('{count} of the first {rows} rows; the rest will load', {
        count: rejectedText(preview),
        rows: preview.rowsRead,
      })}
      actions={
        <Button variant="ghost" icon={Download} onClick={() => void save()}>
          {t('Save list')}
        </Button>
      }
    >
      <VirtualTable
        label={t('Rejected rows')}
        columns={columns}
        count={preview.problems.length}
        row={(index) => preview.problems[index]}
      />
    </Panel>
  )
}
