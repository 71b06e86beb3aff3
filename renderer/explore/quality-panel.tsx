import { Check, CircleDashed, Info, OctagonX, TriangleAlert, type LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { QualityFinding } from '../../main/contract/api/data.ts'
import { saveText } from '../client/files.ts'
import { Button } from '../components/button.tsx'
import { Chip, type Tone } from '../components/chip.tsx'
import { toTsv } from '../components/copy-table.ts'
import { Panel } from '../components/layout.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { t, tMaybe } from '../i18n/t.ts'
import type { Loaded } from '../client/client.ts'
import { report } from '../state/notices.ts'

type Severity = QualityFinding['severity']

const looks: Readonly<Record<Severity, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  serious: { icon: OctagonX, tone: 'error' },
  look: { icon: TriangleAlert, tone: 'warn' },
  know: { icon: Info, tone: 'info' },
  fine: { icon: Check, tone: 'ok' },
  unchecked: { icon: CircleDashed, tone: 'halted' },
}
const order: readonly Severity[] = ['serious', 'look', 'know', 'unchecked', 'fine']

function countWord(severity: Severity, count: number): string {
  switch (severity) {
    case 'serious':
      return t('{count} serious', { count })
    case 'look':
      return t('{count} to look at', { count })
    case 'know':
      return t('{count} to know', { count })
    case 'fine':
      return t('{count} fine', { count })
    case 'unchecked':
      return t('{count} not checked', { count })
    default:
      return severity satisfies never
  }
}

interface QualityPanelProps {
  readonly findings: Loaded<readonly QualityFinding[]>
  readonly onAction: (finding: QualityFinding) => void
  /** Switches to the other panels of this place. */
  readonly views: ComponentChildren
}

/** What was checked in the log: severity, name, one sentence with the number, and one action. "Complete" is a finding too. */
export function QualityPanel({ findings, onAction, views }: QualityPanelProps) {
  const list = [...(findings.value ?? [])].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  const columns = [
    { name: t('Severity'), text: (one: QualityFinding) => one.severity },
    { name: t('Name'), text: (one: QualityFinding) => tMaybe(one.name) },
    { name: t('Finding'), text: (one: QualityFinding) => tMaybe(one.sentence, one.values) },
    { name: t('Value'), text: (one: QualityFinding) => one.value },
  ]
  return (
    <Panel
      grow
      flush
      title={t('Quality report')}
      sub={findings.value && t('{count} checks, before the recipe', { count: list.length })}
      actions={
        <>
          {order.map((severity) => {
            const count = list.filter((one) => one.severity === severity).length
            return count > 0 ? (
              <Chip key={severity} tone={looks[severity].tone}>
                {countWord(severity, count)}
              </Chip>
            ) : null
          })}
          <Button
            variant="ghost"
            disabled={list.length === 0}
            onClick={() => void saveText('quality.tsv', toTsv(columns, list)).catch(report)}
          >
            {t('Export')}
          </Button>
          {views}
        </>
      }
    >
      {findings.error && (
        <ErrorNotice error={findings.error} actions={<Button onClick={findings.reload}>{t('Check again')}</Button>} />
      )}
      {!findings.value && !findings.error && <Skeleton rows={5} height={34} />}
      <ul class={`quality-list${findings.loading ? ' dimmed' : ''}`}>
        {list.map((finding) => {
          const { icon: Icon, tone } = looks[finding.severity]
          return (
            <li key={finding.id}>
              <Icon size={15} strokeWidth={1.75} class={tone} aria-label={countWord(finding.severity, 1)} />
              <span class="finding-name strong">{tMaybe(finding.name)}</span>
              <span class="grow finding-sentence">{tMaybe(finding.sentence, finding.values)}</span>
              <span class="quiet nowrap">{finding.value}</span>
              <span class="finding-action">
                {finding.action && (
                  <Button variant="link" onClick={() => onAction(finding)}>
                    {tMaybe(finding.action.label)}
                  </Button>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
