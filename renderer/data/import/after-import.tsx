import { Check, OctagonX, TriangleAlert } from 'lucide-preact'
import type { ImportSummary, Preview } from '../../../main/contract/api/data.ts'
import type { Role } from '../../../main/contract/experiment.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/fields.tsx'
import { KeyValues, Panel } from '../../components/layout.tsx'
import { ErrorNotice } from '../../components/notice.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { formatBytes, formatCount, formatRange } from '../../i18n/format.ts'
import { t, tMaybe } from '../../i18n/t.ts'
import { datasets } from '../../state/datasets.ts'
import type { JobHandle } from '../../state/use-job.ts'
import { cellText } from '../cells.ts'
import { rejectedText } from './rejected.ts'
import { isValidName } from './options.ts'
import { findMissingRole } from './roles.ts'

interface AfterImportProps {
  readonly preview: Preview | undefined
  readonly name: string
  readonly job: JobHandle<ImportSummary>
  readonly onName: (name: string) => void
  readonly onImport: () => void
}

interface CheckLine {
  readonly level: 'ok' | 'warn' | 'error'
  readonly text: string
}

/** What will exist after the import, what was checked, its name, and the button that does it. */
export function AfterImport({ preview, name, job, onName, onImport }: AfterImportProps) {
  if (!preview) return <Panel side grow title={t('After import')} />
  const missing = findMissingRole(preview.columns, preview.derivedRoles)
  const nameProblem = findNameProblem(name)
  const blocked = missing ?? nameProblem
  const rows = formatCount(preview.rowsTotal)
  return (
    <div class="column grow side-ground after-import">
      <Panel side title={t('After import')}>
        <KeyValues entries={facts(preview)} />
      </Panel>
      <Panel side grow title={t('Checks')}>
        <ul class="checks">
          {checks(preview, missing).map((check) => (
            <li key={check.text}>
              <CheckIcon level={check.level} />
              <span>{check.text}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <div class="import-foot">
        {job.error && <ErrorNotice error={job.error} actions={<Button onClick={onImport}>{t('Try again')}</Button>} />}
        <TextField inline label={t('Name')} value={name} onInput={onName} problem={nameProblem} onEnter={onImport} />
        {job.running ? (
          <ProgressBar
            label={t('Import {name}', { name })}
            fraction={job.job?.fraction ?? null}
            secondsLeft={job.job?.secondsLeft ?? null}
            stage={tMaybe(job.job?.stage ?? '')}
            onCancel={job.cancel}
          />
        ) : (
          <div class="row">
            <Button variant="primary" large disabled={blocked !== undefined} reason={blocked} onClick={onImport}>
              {preview.estimated ? t('Import about {rows} rows', { rows }) : t('Import {rows} rows', { rows })}
            </Button>
            {missing && <span class="error">{missing}</span>}
          </div>
        )}
      </div>
    </div>
  )
}

function findNameProblem(name: string): string | undefined {
  if (!isValidName(name))
    return t('Use 1 to 64 letters, digits, dots, dashes or underscores; the first is a letter or digit.')
  if (datasets.value?.some((one) => one.name === name))
    return t('{name} exists already. Choose another name.', { name })
  return undefined
}

function facts(preview: Preview): readonly (readonly [string, string])[] {
  const column = (...roles: readonly Role[]) => preview.columns.find((one) => one.role && roles.includes(one.role))
  const part = preview.rowsRead < preview.rowsTotal
  const seen = (count: number) => (part ? t('{count} or more', { count }) : formatCount(count))
  const user = column('user', 'query')
  const item = column('item', 'action')
  const time = column('time')
  const value = column('value', 'reward')
  const entries: [string, string][] = [
    [t('Rows'), preview.estimated ? t('about {rows}', { rows: preview.rowsTotal }) : formatCount(preview.rowsTotal)],
  ]
  if (user) entries.push([t('Users'), seen(user.distinct)])
  if (item) entries.push([t('Items'), seen(item.distinct)])
  if (time)
    entries.push([
      t('Time span'),
      formatRange(cellText(time.minimum).slice(0, 16), cellText(time.maximum).slice(0, 16)),
    ])
  if (value) entries.push([t('Value'), formatRange(cellText(value.minimum), cellText(value.maximum))])
  entries.push([t('File'), formatBytes(preview.bytes)])
  return entries
}

function checks(preview: Preview, missing: string | undefined): readonly CheckLine[] {
  const lines: CheckLine[] = []
  if (missing) lines.push({ level: 'error', text: missing })
  else lines.push({ level: 'ok', text: t('Every role that is needed has a column') })
  for (const column of preview.columns)
    if (column.role && column.role !== 'ignore' && column.confidence === 'guess')
      lines.push({ level: 'warn', text: `${column.name}: ${tMaybe(column.reason)}` })
  for (const column of preview.columns)
    if ((column.role === 'user' || column.role === 'item') && column.missing > 0)
      lines.push({
        level: 'warn',
        text: t('{column}: {count} of the first rows are empty', { column: column.name, count: column.missing }),
      })
  for (const warning of preview.warnings) lines.push({ level: 'warn', text: tMaybe(warning) })
  lines.push(
    preview.problems.length === 0
      ? { level: 'ok', text: t('No row was rejected so far') }
      : {
          level: 'warn',
          text: t('{count} of the first {rows} rows rejected', {
            count: rejectedText(preview),
            rows: preview.rowsRead,
          }),
        },
  )
  return lines
}

function CheckIcon({ level }: { readonly level: CheckLine['level'] }) {
  const Icon = level === 'ok' ? Check : level === 'warn' ? TriangleAlert : OctagonX
  return <Icon size={14} strokeWidth={1.75} class={level} aria-hidden="true" />
}
