import { Check, FileDown, TriangleAlert, Upload } from 'lucide-preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { reportSections, type ReportFormat, type ReportSection } from '../../main/contract/api/reports.ts'
import { formatBytes } from '../../main/figures/format.ts'
import { openScreen } from '../app/navigate.ts'
import type { ScreenProps } from '../app/screens.ts'
import { call, useAnswer } from '../client/client.ts'
import { saveText } from '../client/files.ts'
import { Button } from '../components/button.tsx'
import { Checkbox, Select, TextField } from '../components/fields.tsx'
import { Panel, ScreenHeader } from '../components/layout.tsx'
import { EmptyState, ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { StateBadge } from '../components/state-badge.tsx'
import { language, t, type Language } from '../i18n/t.ts'
import { recall, remember } from '../state/memory.ts'
import { notify, report } from '../state/notices.ts'
import { usePace } from '../charts/use-pace.ts'
import '../compare/compare.css'
import './report.css'

const formats: readonly { readonly format: ReportFormat; readonly title: string; readonly ending: string }[] = [
  { format: 'html', title: 'HTML', ending: 'html' },
  { format: 'markdown', title: 'Markdown', ending: 'md' },
  { format: 'latex', title: 'LaTeX', ending: 'tex' },
  { format: 'csv', title: 'CSV', ending: 'csv' },
  { format: 'json', title: 'JSON', ending: 'json' },
]

const note = (format: ReportFormat): string => {
  switch (format) {
    case 'html':
      return t('one file, opens anywhere')
    case 'markdown':
      return t('text and tables')
    case 'latex':
      return t('tables only, booktabs')
    case 'csv':
      return t('tables, formulas escaped')
    case 'json':
      return t('all numbers, for programs')
    default:
      return format satisfies never
  }
}

/** Leave with something another person trusts: sections, the page as it will print, checks, formats and the command that reruns it. */
export function Screen({ parameters, tab }: ScreenProps) {
  const runs = useAnswer('report runs', (signal) => call('runs/list', {}, signal))
  const ready = runs.value?.filter(({ best, damage }) => best !== null && damage === null)
  const given = typeof parameters['run'] === 'string' ? parameters['run'] : undefined
  const [chosen, choose] = useState<string>()
  const run = chosen ?? given ?? ready?.[0]?.id
  const title = ready?.find(({ id }) => id === run)?.title
  useEffect(() => tab.setTitle(title ? t('Report on {title}', { title }) : t('Report')), [title, language.value])
  if (runs.error) return <ErrorNotice error={runs.error} />
  if (!ready) return <Skeleton rows={10} />
  if (run === undefined)
    return (
      <EmptyState
        action={
          <Button variant="primary" onClick={() => openScreen('compare')}>
            {t('New comparison')}
          </Button>
        }
      >
        {t('Here a finished comparison becomes a report. There is none yet.')}
      </EmptyState>
    )
  return (
    <ReportForm
      key={run}
      run={run}
      runs={ready.map(({ id, title: label }) => ({ value: id, label }))}
      onRun={(next) => {
        choose(next)
        tab.setParameters({ run: next })
      }}
    />
  )
}

interface FormProps {
  readonly run: string
  readonly runs: readonly { readonly value: string; readonly label: string }[]
  readonly onRun: (run: string) => void
}

function ReportForm({ run, runs, onRun }: FormProps) {
  const [sections, setSections] = useState<readonly ReportSection[]>(reportSections)
  const [title, setTitle] = useState('')
  const [tongue, setTongue] = useState<Language>(language.value)
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    void recall<readonly ReportSection[]>('report-sections').then((kept) => {
      if (Array.isArray(kept) && kept.length) setSections(reportSections.filter((one) => kept.includes(one)))
    })
  }, [])
  const asked = useMemo(
    () => ({ run, sections: [...sections], language: tongue, ...(title.trim() ? { title: title.trim() } : {}) }),
    [run, sections, tongue, title],
  )
  const request = usePace(asked, 400)
  const answer = useAnswer(`report ${JSON.stringify(request)}`, (signal) => call('reports/render', request, signal))
  const preview = answer.value
  const toggle = (section: ReportSection, on: boolean) => {
    const next = reportSections.filter((one) => (one === section ? on : sections.includes(one)))
    setSections(next)
    remember('report-sections', next)
  }
  const save = async (format: ReportFormat, ending: string) => {
    const { text } = await call('reports/render', { ...request, format })
    const path = await saveText(`${run}.${ending}`, text, format === 'html' ? 'text/html' : 'text/plain')
    if (path !== null) notify('info', t('Saved {file}', { file: path }))
  }
  const print = async () => {
    if (!preview) return
    if (!window.recbench) {
      frame.current?.contentWindow?.print()
      return
    }
    const path = await window.recbench.printToPdf({ html: preview.text, name: `${run}.pdf` })
    if (path !== null) notify('info', t('Saved {file}', { file: path }))
  }
  return (
    <div class="screen">
      <ScreenHeader
        title={t('Report')}
        actions={
          <>
            <Select
              inline
              label={t('Language')}
              value={tongue}
              options={[
                { value: 'en', label: 'English' },
                { value: 'zh', label: '简体中文' },
              ]}
              onChange={(value) => setTongue(value as Language)}
            />
            <Button
              variant="primary"
              icon={Upload}
              disabled={!preview}
              onClick={() => void save('html', 'html').catch(report)}
            >
              {t('Save HTML')}
            </Button>
          </>
        }
      >
        <span class="header-select">
          <Select label={t('Run')} hideLabel value={run} options={runs} onChange={onRun} />
        </span>
        {answer.loading ? (
          <StateBadge state="running">{t('Building')}</StateBadge>
        ) : (
          preview && <StateBadge state="done">{t('Preview up to date')}</StateBadge>
        )}
      </ScreenHeader>
      <div class="report-screen">
        <Panel side title={t('Sections')}>
          <div class="column">
            {reportSections.map((section) => (
              <Checkbox
                key={section}
                label={sectionTitle(section)}
                checked={sections.includes(section)}
                disabled={sections.length === 1 && sections[0] === section}
                onChange={(on) => toggle(section, on)}
              />
            ))}
          </div>
          <div class="report-settings">
            <TextField
              label={t('Title')}
              value={title}
              placeholder={t('Recommender comparison on …')}
              onInput={setTitle}
            />
            <p class="quiet">{t('Intervals are always shown.')}</p>
          </div>
        </Panel>
        <div class="report-page">
          {answer.error && <ErrorNotice error={answer.error} />}
          {!preview && !answer.error && <Skeleton rows={16} />}
          {preview && (
            <iframe
              ref={frame}
              class={answer.loading ? 'dimmed' : ''}
              title={t('Preview of the report')}
              sandbox="allow-same-origin allow-modals"
              srcdoc={preview.text}
            />
          )}
        </div>
        <Panel side title={t('Ready to share?')}>
          <ul class="check-list">
            {preview?.checks.map(({ passed, sentence }) => (
              <li key={sentence}>
                {passed ? (
                  <Check class="ok" size={15} strokeWidth={1.75} aria-label={t('passed')} />
                ) : (
                  <TriangleAlert class="warn" size={15} strokeWidth={1.75} aria-label={t('not passed')} />
                )}
                <span>{sentence}</span>
              </li>
            ))}
          </ul>
          <h3>{t('Save as')}</h3>
          {formats.map(({ format, title: name, ending }) => (
            <div key={format} class="format-row">
              <span class="column">
                <b>{name}</b>
                <span class="quiet small">
                  {note(format)}
                  {format === 'html' && preview && `, ${formatBytes(new Blob([preview.text]).size)}`}
                </span>
              </span>
              <Button variant="ghost" icon={Upload} onClick={() => void save(format, ending).catch(report)}>
                {t('Save')}
                <span class="visually-hidden"> {name}</span>
              </Button>
            </div>
          ))}
          <div class="format-row">
            <span class="column">
              <b>PDF</b>
              <span class="quiet small">
                {window.recbench ? t('A4, by the window’s printer') : t('through the browser’s print dialog')}
              </span>
            </span>
            <Button variant="ghost" icon={FileDown} disabled={!preview} onClick={() => void print().catch(report)}>
              {t('Print')}
            </Button>
          </div>
          <h3>{t('Rerun')}</h3>
          <pre class="rerun" tabIndex={0}>
            {preview?.rerun}
          </pre>
          <Button
            variant="link"
            disabled={!preview}
            onClick={() => void navigator.clipboard.writeText(preview?.rerun ?? '').catch(report)}
          >
            {t('Copy the command')}
          </Button>
          <p class="quiet">{t('Same seed and data give the same numbers on CPU.')}</p>
        </Panel>
      </div>
    </div>
  )
}

function sectionTitle(section: ReportSection): string {
  switch (section) {
    case 'findings':
      return t('Summary')
    case 'data':
      return t('Data card')
    case 'protocol':
      return t('Protocol')
    case 'leaderboard':
      return t('Leaderboard')
    case 'charts':
      return t('Charts')
    case 'significance':
      return t('Significance')
    case 'policies':
      return t('Policies')
    case 'definitions':
      return t('Definitions')
    case 'reproduce':
      return t('How to rerun')
    default:
      return section satisfies never
  }
}
