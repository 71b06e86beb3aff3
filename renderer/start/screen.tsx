import {
  ArrowRight,
  Database,
  FolderOpen,
  NotebookPen,
  Play,
  ScanSearch,
  TrendingUp,
  Upload,
  type LucideIcon,
} from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ImportSummary, Sample } from '../../main/contract/api/data.ts'
import { toErrorReport, type ErrorReport } from '../../main/contract/errors.ts'
import { openFiles } from '../app/drop.tsx'
import { showKeys } from '../app/keyboard.ts'
import { openScreen } from '../app/navigate.ts'
import { call, finish, useAnswer } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { ErrorNotice } from '../components/notice.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { t, tMaybe } from '../i18n/t.ts'
import { metrics, models, refreshCatalogue } from '../state/catalogue.ts'
import { chooseDataset, datasets, firstSample, hasOwnData } from '../state/datasets.ts'
import { recall } from '../state/memory.ts'
import { baseName } from '../state/job-title.ts'
import { SampleList } from './samples.tsx'
import { quickExperiment, quickModels } from './quick-comparison.ts'
import './start.css'

/** One sentence and one button with the focus on it: a comparison on a bundled sample. Then own data, samples, lessons. */
export function Screen() {
  const samples = useAnswer('samples', () => call('data/samples', {}))
  const first = samples.value?.find((sample) => sample.id === firstSample) ?? samples.value?.[0]
  return (
    <div class="start">
      <div class="start-page">
        <h1>
          {hasOwnData.value
            ? t('First steps')
            : datasets.value?.length
              ? t('Start with the sample log')
              : t('No data set is open yet')}
        </h1>
        <p class="start-lead">
          {t(
            'Compare recommenders on a sample now, or bring your own interaction log. Everything stays on this computer.',
          )}
        </p>
        <QuickComparison sample={first} />
        <div class="start-columns">
          <div>
            <h2>{t('Your data')}</h2>
            <div class="start-drop">
              <Upload size={20} strokeWidth={1.5} aria-hidden="true" />
              <div class="grow">
                <div class="strong">{t('Drop files anywhere in the window')}</div>
                <div class="second">
                  {t('CSV, TSV, Parquet, JSON lines, gzip, zip, MovieLens, RecBole, Open Bandit')}
                </div>
              </div>
              <Button icon={FolderOpen} onClick={() => void openFiles()}>
                {t('Open…')}
              </Button>
            </div>
            <h2>{t('Recent')}</h2>
            <RecentFiles />
          </div>
          <div>
            <h2>{t('Samples in this installation')}</h2>
            {samples.error ? (
              <ErrorNotice error={samples.error} actions={<Button onClick={samples.reload}>{t('Ask again')}</Button>} />
            ) : (
              <SampleList samples={samples.value} />
            )}
          </div>
        </div>
        <h2>{t('Learn')}</h2>
        <div class="start-lessons">
          <Lesson icon={NotebookPen} title={t('Write EASE in 12 lines')} screen="notebook">
            {t('A notebook that runs as it is')}
          </Lesson>
          <Lesson icon={ScanSearch} title={t('Know a log before modelling it')} screen="explore">
            {t('Long tail, activity and quality')}
          </Lesson>
          <Lesson icon={TrendingUp} title={t('Off-policy evaluation')} screen="bandits">
            {t('Value a policy that never ran')}
          </Lesson>
        </div>
        <p class="start-keys">
          <span>
            <kbd>{showKeys('Ctrl+Shift+P')}</kbd> {t('commands')}
          </span>
          <span>
            <kbd>{showKeys('Ctrl+O')}</kbd> {t('open files')}
          </span>
          <span>
            <kbd>F1</kbd> {t('this page')}
          </span>
        </p>
      </div>
    </div>
  )
}

type Phase =
  | { readonly state: 'idle' }
  | { readonly state: 'busy'; readonly stage: string }
  | { readonly state: 'failed'; readonly error: ErrorReport }

function QuickComparison({ sample }: { readonly sample: Sample | undefined }) {
  const [phase, setPhase] = useState<Phase>({ state: 'idle' })
  const button = useRef<HTMLButtonElement>(null)
  const control = useRef<AbortController>(undefined)
  useEffect(() => button.current?.focus(), [])
  const chosen = quickModels(models.value ?? [])

  async function compare() {
    control.current = new AbortController()
    try {
      setPhase({ state: 'busy', stage: t('Opening the sample') })
      if (!models.value || !metrics.value) await refreshCatalogue()
      const summary = await finish<ImportSummary>(
        call('data/openSample', { id: sample?.id ?? firstSample }),
        control.current.signal,
      )
      chooseDataset(summary.data)
      setPhase({ state: 'busy', stage: t('Starting the comparison') })
      const experiment = quickExperiment(summary.data, models.value!, metrics.value!)
      const { run } = await call('runs/start', { experiment, title: t('First comparison') })
      openScreen('compare', { run })
      setPhase({ state: 'idle' })
    } catch (error) {
      const found = toErrorReport(error)
      setPhase(found.code === 'cancelled' ? { state: 'idle' } : { state: 'failed', error: found })
    }
  }

  const retry = (
    <Button variant="primary" onClick={() => void compare()}>
      {t('Try again')}
    </Button>
  )
  return (
    <section class="start-compare" aria-label={t('First comparison')}>
      <div class="grow">
        <h2>
          {chosen.length > 0 && sample
            ? t('Compare {count} recommenders on the sample {sample}', {
                count: chosen.length,
                sample: tMaybe(sample.title),
              })
            : t('Compare recommenders on a sample')}
        </h2>
        <p>{t('Global time split, all items ranked, 95 % intervals. You can change anything afterwards.')}</p>
        <ul class="start-models">
          {chosen.map((model) => (
            <li key={model.id}>
              <FamilyMark family={model.family} /> {model.title}
            </li>
          ))}
        </ul>
        {phase.state === 'failed' && <ErrorNotice error={phase.error} actions={retry} />}
      </div>
      <div class="start-action">
        {phase.state === 'busy' ? (
          <ProgressBar
            label={phase.stage}
            fraction={null}
            stage={phase.stage}
            onCancel={() => control.current?.abort()}
          />
        ) : (
          <>
            <Button variant="primary" large icon={Play} buttonRef={button} onClick={() => void compare()}>
              {t('Compare now')}
            </Button>
            <span class="quiet">{t('about 20 s')}</span>
          </>
        )}
      </div>
    </section>
  )
}

function RecentFiles() {
  const recent = useAnswer('recent', () => recall<readonly string[]>('recent-files').then((files) => files ?? []))
  if (!recent.value?.length) return <p class="quiet">{t('Files that you open appear here.')}</p>
  return (
    <ul class="start-recent">
      {recent.value.slice(0, 5).map((file) => (
        <li key={file}>
          <Button variant="link" icon={Database} reason={file} onClick={() => openScreen('data', { files: [file] })}>
            {baseName(file)}
          </Button>
        </li>
      ))}
    </ul>
  )
}

interface LessonProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly screen: string
  readonly children: string
}

function Lesson({ icon: Icon, title, screen, children }: LessonProps) {
  return (
    <div class="start-lesson">
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      <div>
        <Button variant="link" icon={ArrowRight} onClick={() => openScreen(screen)}>
          {title}
        </Button>
        <div class="second">{children}</div>
      </div>
    </div>
  )
}
