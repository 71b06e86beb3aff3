import { OctagonX, Play } from 'lucide-preact'
import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { DatasetSummary } from '../../main/contract/api/data.ts'
import type { Family, ModelInfo } from '../../main/contract/api/models.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { openScreen } from '../app/navigate.ts'
import type { ScreenTab } from '../app/screens.ts'
import { call, useAnswer } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { Select } from '../components/fields.tsx'
import { ScreenHeader } from '../components/layout.tsx'
import { EmptyState, ErrorNotice } from '../components/notice.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { language, t } from '../i18n/t.ts'
import { chooseDataset, currentDataset, datasets } from '../state/datasets.ts'
import { EstimateNote } from '../tuning/estimate-note.tsx'
import { recall, remember } from '../state/memory.ts'
import { report } from '../state/notices.ts'
import {
  draftProblems,
  foldsOf,
  fromExperiment,
  newDraft,
  presetModels,
  presets,
  toExperiment,
  type Draft,
  type Preset,
} from './draft.ts'
import { ModelForms } from './model-forms.tsx'
import { ModelList } from './model-list.tsx'
import { ProtocolPanel } from './protocol-panel.tsx'
import type { RunScreen } from './run-view.tsx'
import { SpellingMenu } from './spelling-menu.tsx'

/** What kind of run is set up. */
export interface SetUpKind {
  readonly screen: RunScreen
  /** Drafts are remembered as `<memory>:<data set>`. */
  readonly memory: string
  title(): string
  /** Said when the workspace has no data set. */
  empty(): string
  /** The data set to start from. */
  data(): DatasetSummary | undefined
  choose(name: string): void
  newDraft(data: DatasetSummary | undefined, models: readonly ModelInfo[]): Draft
  /** What else keeps the run from starting. */
  problems(draft: Draft): readonly string[]
  startLabel(models: number, folds: number): string
  readonly first?: Family
  /** Above the protocol. */
  readonly Panel?: ComponentType<{ readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }>
}

const comparison: SetUpKind = {
  screen: 'compare',
  memory: 'setup',
  title: () => t('New comparison'),
  empty: () => t('Here you compare recommenders on a data set. There is none in this workspace yet.'),
  data: () => currentDataset.value,
  choose: chooseDataset,
  newDraft: (data, models) => newDraft(data?.name, models, data?.hasTimes ?? false),
  problems: () => [],
  startLabel,
}

interface SetUpProps {
  /** An experiment to start from. */
  readonly given: unknown
  readonly tab: ScreenTab
  readonly kind?: SetUpKind
}

/** Everything the set-up is drawn from. */
export const useCatalogue = () =>
  useAnswer('catalogue', async (signal) => {
    const [models, metrics, splits] = await Promise.all([
      call('models/list', {}, signal),
      call('models/metrics', {}, signal),
      call('models/splits', {}, signal),
    ])
    return { models, metrics, splits }
  })

/** Choose models and a fair protocol, and see the size first. */
export function SetUp({ given, tab, kind = comparison }: SetUpProps) {
  const catalogue = useCatalogue()
  const data = kind.data()
  const [draft, setDraft] = useState<Draft>()
  const [focus, setFocus] = useState<string>()
  const known = catalogue.value !== undefined && datasets.value !== undefined
  useEffect(() => tab.setTitle(kind.title()), [language.value])
  useEffect(() => {
    if (!catalogue.value || !known) return
    if (given) {
      setDraft(fromExperiment(given as Experiment))
      return
    }
    const { models } = catalogue.value
    void recall<Draft>(`${kind.memory}:${data?.name ?? ''}`).then((kept) =>
      setDraft(kept && Array.isArray(kept.models) ? kept : kind.newDraft(data, models)),
    )
  }, [known, given, data?.name])
  if (catalogue.error) return <ErrorNotice error={catalogue.error} />
  if (!catalogue.value || !datasets.value || !draft) return <Skeleton rows={14} />
  if (!datasets.value.length && !draft.data.file && !draft.data.folds)
    return (
      <EmptyState
        action={
          <Button variant="primary" onClick={() => openScreen('start')}>
            {t('Open a sample')}
          </Button>
        }
      >
        {kind.empty()}
      </EmptyState>
    )
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    remember(`${kind.memory}:${next.data.name ?? ''}`, next)
  }
  return (
    <SetUpForm
      draft={draft}
      change={change}
      catalogue={catalogue.value}
      kind={kind}
      focus={focus}
      setFocus={setFocus}
      onReplace={(experiment) => setDraft(fromExperiment(experiment))}
    />
  )
}

interface FormProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly catalogue: NonNullable<ReturnType<typeof useCatalogue>['value']>
  readonly kind: SetUpKind
  readonly focus: string | undefined
  readonly setFocus: (id: string) => void
  readonly onReplace: (experiment: Experiment) => void
}

function SetUpForm({ draft, change, catalogue, kind, focus, setFocus, onReplace }: FormProps) {
  const { models, metrics, splits } = catalogue
  const problems = [...draftProblems(draft, models, metrics), ...kind.problems(draft)]
  const [starting, setStarting] = useState(false)
  const screen = useRef<HTMLDivElement>(null)
  const folds = foldsOf(draft.split, draft.data)
  const blocked = problems.length > 0 || starting
  async function start() {
    if (problems.length) {
      screen.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      return
    }
    setStarting(true)
    try {
      const experiment = toExperiment(draft, models) as Experiment
      const { run } = await call('runs/start', { experiment })
      openScreen(kind.screen, { run })
    } catch (error) {
      report(error)
    } finally {
      setStarting(false)
    }
  }
  const families = new Set(draft.models.map(({ id }) => models.find((model) => model.id === id)?.family)).size
  const preset = presets.find(
    (name) =>
      presetModels(name, models).join() ===
      models
        .filter(({ id }) => draft.models.some((one) => one.id === id))
        .map(({ id }) => id)
        .join(),
  )
  return (
    <div
      ref={screen}
      class="screen"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        void start()
      }}
    >
      <ScreenHeader
        title={kind.title()}
        actions={
          <>
            <SpellingMenu draft={draft} models={models} onReplace={onReplace} />
            {problems.length > 0 && (
              <span class="error row nowrap" id="setup-problem" role="status">
                <OctagonX size={15} strokeWidth={1.75} aria-hidden="true" />
                {problems[0]}
              </span>
            )}
            <EstimateNote draft={draft} models={models} isSound={problems.length === 0} />
            <Button
              variant="primary"
              icon={Play}
              disabled={blocked}
              reason={problems[0] ?? t('Ctrl Enter')}
              onClick={() => void start()}
            >
              {kind.startLabel(draft.models.length, folds)}
            </Button>
          </>
        }
      >
        <span class="header-select">
          <Select
            label={t('Data set')}
            hideLabel
            value={draft.data.name ?? ''}
            options={[
              ...(draft.data.name === undefined ? [{ value: '', label: draft.data.file ?? t('own files') }] : []),
              ...(datasets.value ?? []).map(({ name, title }) => ({ value: name, label: title })),
            ]}
            onChange={(name) => {
              kind.choose(name)
              change({ data: { name } })
            }}
          />
        </span>
        <span class="header-select">
          <Select
            label={t('Preset')}
            hideLabel
            value={preset ?? ''}
            options={[
              { value: '', label: t('Own choice of models') },
              ...presets.map((name) => ({ value: name, label: presetTitle(name) })),
            ]}
            onChange={(name) =>
              name && change({ models: presetModels(name as Preset, models).map((id) => ({ id, values: {} })) })
            }
          />
        </span>
        <span class="elide">
          {t('{count} models from {families} families', { count: draft.models.length, families })}
        </span>
      </ScreenHeader>
      <div class="setup">
        <ModelList draft={draft} models={models} change={change} focus={focus} onFocus={setFocus} first={kind.first} />
        <ModelForms draft={draft} models={models} change={change} focus={focus} />
        {kind.Panel ? (
          <div class="setup-column">
            <kind.Panel draft={draft} change={change} />
            <ProtocolPanel
              draft={draft}
              change={change}
              metrics={metrics}
              splits={splits}
              models={models}
              folds={folds}
            />
          </div>
        ) : (
          <ProtocolPanel
            draft={draft}
            change={change}
            metrics={metrics}
            splits={splits}
            models={models}
            folds={folds}
          />
        )}
      </div>
    </div>
  )
}

function startLabel(models: number, folds: number): string {
  if (folds === 1) return models === 1 ? t('Start 1 model') : t('Start {models} models', { models })
  return models === 1
    ? t('Start 1 model × {folds} folds', { folds })
    : t('Start {models} models × {folds} folds', { models, folds })
}

export function presetTitle(preset: Preset): string {
  switch (preset) {
    case 'fastest':
      return t('Preset: Fastest six')
    case 'broad':
      return t('Preset: Broad survey')
    case 'deep':
      return t('Preset: Deep')
    case 'bandits':
      return t('Preset: Bandits')
    default:
      return preset satisfies never
  }
}
