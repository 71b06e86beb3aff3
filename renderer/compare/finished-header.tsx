import {
  Activity,
  FileText,
  GitCompareArrows,
  Plus,
  RotateCcw,
  SlidersHorizontal,
  TrendingUp,
  TriangleAlert,
  Upload,
} from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { ReportFormat } from '../../main/contract/api/reports.ts'
import type { RunDetail, RunResults } from '../../main/contract/api/runs.ts'
import { candidatesSentence } from '../../main/contract/candidates.ts'
import { hasLens } from '../../main/contract/policy-plan.ts'
import { openScreen } from '../app/navigate.ts'
import { call } from '../client/client.ts'
import { saveText } from '../client/files.ts'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { ScreenHeader } from '../components/layout.tsx'
import { MenuButton } from '../components/menu.tsx'
import { StateBadge } from '../components/state-badge.tsx'
import { formatSeconds } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'
import { report } from '../state/notices.ts'
import type { RunPage, RunScreen } from './run-view.tsx'
import { useWide } from './use-wide.ts'
import type { LiveRun } from './use-run.ts'

interface HeaderProps {
  readonly detail: RunDetail
  readonly results: RunResults
  readonly data: string
  readonly live: LiveRun
  readonly onPage: (page: RunPage) => void
  readonly screen?: RunScreen
  readonly title?: string
  /** What is said beside the state. */
  readonly children?: ComponentChildren
}

const formats: readonly { readonly format: ReportFormat; readonly ending: string; readonly label: string }[] = [
  { format: 'csv', ending: 'csv', label: 'CSV' },
  { format: 'json', ending: 'json', label: 'JSON' },
  { format: 'markdown', ending: 'md', label: 'Markdown' },
  { format: 'latex', ending: 'tex', label: 'LaTeX' },
]

export function FinishedHeader(props: HeaderProps) {
  const { detail, results, data, onPage, screen = 'compare', title, children } = props
  const { summary, experiment } = detail
  const wide = useWide()
  const { candidates } = experiment
  const sampled = candidates === undefined || candidates.kind === 'all' ? undefined : candidatesSentence(candidates)
  const save = async (format: ReportFormat, ending: string) => {
    const { text } = await call('reports/render', { run: summary.id, format, language: language.value })
    await saveText(`${summary.id}.${ending}`, text)
  }
  const again = () =>
    call('runs/start', { experiment, title: summary.title }).then(({ run }) => openScreen(screen, { run }))
  return (
    <ScreenHeader
      title={title ?? t('{count} models on {data}', { count: results.models.length, data })}
      actions={
        <>
          {(screen === 'compare' || summary.state !== 'done') && (
            <Button variant="ghost" icon={Activity} onClick={() => onPage('progress')}>
              {t('Progress')}
            </Button>
          )}
          <Button variant="ghost" icon={SlidersHorizontal} onClick={() => openScreen(screen, { setup: experiment })}>
            {t('Set-up')}
          </Button>
          {wide && screen === 'compare' && experiment.policies && (
            <Button variant="ghost" icon={TrendingUp} onClick={() => openScreen('bandits', { run: summary.id })}>
              {t('As policies')}
            </Button>
          )}
          {screen === 'bandits' && hasLens(experiment.policies, 'ranking') && (
            <Button variant="ghost" icon={GitCompareArrows} onClick={() => openScreen('compare', { run: summary.id })}>
              {t('Ranking')}
            </Button>
          )}
          {screen === 'compare' && (
            <Button icon={RotateCcw} onClick={() => void again().catch(report)}>
              {t('Run again')}
            </Button>
          )}
          {wide && (
            <Button icon={Plus} onClick={() => openScreen(screen, { setup: experiment })}>
              {screen === 'bandits' ? t('Add policies') : t('Add models')}
            </Button>
          )}
          <MenuButton
            label={t('Export')}
            icon={Upload}
            items={formats.map(({ format, ending, label }) => ({
              label,
              run: () => void save(format, ending).catch(report),
            }))}
          />
          <Button variant="primary" icon={FileText} onClick={() => openScreen('report', { run: summary.id })}>
            {t('Make report')}
          </Button>
        </>
      }
    >
      {summary.state === 'done' ? (
        <StateBadge state="done">
          {summary.seconds === null ? undefined : t('Done in {time}', { time: formatSeconds(summary.seconds) })}
        </StateBadge>
      ) : (
        <>
          <StateBadge state={summary.state} />
          <StateBadge state="partial">{doneFolds(detail)}</StateBadge>
        </>
      )}
      {sampled && (
        <Chip
          tone="warn"
          icon={TriangleAlert}
          title={t('A sample can turn the order of models around; every table is labelled.')}
        >
          {t(sampled.key, sampled.values)}
        </Chip>
      )}
      {children}
    </ScreenHeader>
  )
}

export function doneFolds({ lanes }: RunDetail): string {
  const folds = lanes.flatMap((lane) => lane.folds)
  const done = folds.filter(({ state }) => state === 'done').length
  return t('{done} of {count} folds', { done, count: folds.length })
}
