import { useState } from 'preact/hooks'
import type { ColumnSummary, Filter } from '../../main/contract/api/data.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Segmented, Select, TextField } from '../components/fields.tsx'
import { formatRange } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { cellText } from '../data/cells.ts'

interface FilterDialogProps {
  readonly columns: readonly ColumnSummary[]
  readonly column: string | undefined
  readonly onSave: (filter: Filter) => void
  readonly onClose: () => void
}

type Kind = Filter['kind']

/** One filter: a range, words, one value, or whether there is one. */
export function FilterDialog({ columns, column: first, onSave, onClose }: FilterDialogProps) {
  const [name, setName] = useState(first ?? columns[0]?.name ?? '')
  const summary = columns.find((one) => one.name === name)
  const ordered = summary !== undefined && ['integer', 'number', 'time'].includes(summary.type)
  const [kind, setKind] = useState<Kind>()
  const shown = kind ?? (ordered ? 'range' : 'contains')
  const [low, setLow] = useState('')
  const [high, setHigh] = useState('')
  const [text, setText] = useState('')
  const filter = build(summary, name, shown, { low, high, text })
  return (
    <Dialog
      title={t('Add filter')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button
            variant="primary"
            disabled={!filter}
            reason={filter ? undefined : t('Enter a value first.')}
            onClick={() => filter && onSave(filter)}
          >
            {t('Filter')}
          </Button>
        </>
      }
    >
      <Select
        label={t('Column')}
        value={name}
        options={columns.map((one) => ({ value: one.name, label: one.name }))}
        onChange={setName}
      />
      <Segmented
        label={t('Kind of filter')}
        value={shown}
        options={[
          { value: 'range', label: t('Range'), disabled: !ordered },
          { value: 'contains', label: t('Contains') },
          { value: 'oneOf', label: t('Equals') },
          { value: 'missing', label: t('Missing') },
        ]}
        onChange={(value) => setKind(value as Kind)}
      />
      {shown === 'range' && summary && (
        <>
          <p class="quiet">{formatRange(cellText(summary.minimum), cellText(summary.maximum))}</p>
          <div class="field-pair">
            <TextField label={t('From')} value={low} onInput={setLow} />
            <TextField label={t('To')} value={high} onInput={setHigh} />
          </div>
        </>
      )}
      {(shown === 'contains' || shown === 'oneOf') && <TextField label={t('Text')} value={text} onInput={setText} />}
    </Dialog>
  )
}

interface Entered {
  readonly low: string
  readonly high: string
  readonly text: string
}

function build(
  summary: ColumnSummary | undefined,
  column: string,
  kind: Kind,
  { low, high, text }: Entered,
): Filter | undefined {
  if (!summary) return undefined
  const numeric = summary.type === 'integer' || summary.type === 'number'
  const read = (entered: string) => {
    if (entered.trim() === '') return null
    return numeric ? Number(entered) : entered.trim()
  }
  if (kind === 'missing') return { kind, column, missing: true }
  if (kind === 'range') {
    const [minimum, maximum] = [read(low), read(high)]
    const wrong = [minimum, maximum].some((value) => typeof value === 'number' && Number.isNaN(value))
    return wrong || (minimum === null && maximum === null) ? undefined : { kind, column, minimum, maximum }
  }
  if (text === '') return undefined
  if (kind === 'contains') return { kind, column, text }
  return {
    kind: 'oneOf',
    column,
    values: [numeric && text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text],
  }
}
