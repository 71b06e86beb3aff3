import type { MetricInfo, SplitInfo } from '../../main/contract/api/models.ts'
import type { Experiment, SplitPlan } from '../../main/contract/experiment.ts'
import { KeyValues, Panel } from '../components/layout.tsx'
import { NumberField, Select } from '../components/fields.tsx'
import { Banner } from '../components/notice.tsx'
import { t, tCatalogue, tMaybe } from '../i18n/t.ts'
import { currentDataset, datasets } from '../state/datasets.ts'
import { workspace } from '../state/workspace.ts'
import type { Draft } from './draft.ts'
import { MetricPicker } from './metric-picker.tsx'

interface ProtocolProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly metrics: readonly MetricInfo[]
  readonly splits: readonly SplitInfo[]
  readonly folds: number
}

const backends = ['auto', 'tensorflow', 'webgpu', 'wasm', 'cpu'] as const

/** The protocol, the same for every model, and the size of the whole. */
export function ProtocolPanel({ draft, change, metrics, splits, folds }: ProtocolProps) {
  const data = datasets.value?.find(({ name }) => name === draft.data.name) ?? currentDataset.value
  const leaks = draft.split.kind !== 'time' && draft.split.kind !== 'given' && data?.hasTimes === true
  return (
    <Panel title={t('Protocol')} side>
      <div class="protocol-form">
        <SplitPicker draft={draft} change={change} splits={splits} hasTimes={data?.hasTimes ?? true} />
        {leaks && (
          <Banner level="warning">
            {t(
              'Models learn from events later than the ones they are tested on. Fine for practice; use a time split for a decision.',
            )}
          </Banner>
        )}
        <MetricPicker chosen={draft.metrics} metrics={metrics} onChange={(next) => change({ metrics: next })} />
        <NumberField
          inline
          label={t('Relevant from')}
          value={draft.threshold}
          onInput={(threshold) => change({ threshold })}
          hint={t('A value from this on is a hit; empty: every event counts.')}
        />
        <NumberField
          inline
          label={t('Seed')}
          value={draft.seed}
          minimum={0}
          step={1}
          onInput={(seed) => change({ seed })}
          {...(draft.seed === null ? { problem: t('Enter a whole number, 0 or more.') } : {})}
        />
        <NumberField
          inline
          label={t('Threads')}
          value={draft.threads}
          minimum={1}
          step={1}
          onInput={(threads) => change({ threads })}
          hint={t('Empty: all {count}. The results do not depend on it.', { count: workspace.value?.threads ?? 1 })}
        />
        <Select
          inline
          label={t('Backend')}
          value={draft.backend}
          options={backends.map((value) => ({
            value,
            label:
              value === 'auto'
                ? t('Automatic: {title}', { title: tMaybe(workspace.value?.backend.title ?? '') })
                : value,
          }))}
          onChange={(backend) => change({ backend: backend as Experiment['backend'] })}
        />
        <KeyValues
          entries={[
            [t('Candidates'), t('all items, seen removed')],
            [
              t('Fits'),
              t('{models} × {folds} = {count}', {
                models: draft.models.length,
                folds,
                count: draft.models.length * folds,
              }),
            ],
            [t('Events'), data ? t('{count} of {users} users', { count: data.interactions, users: data.users }) : '–'],
          ]}
        />
      </div>
    </Panel>
  )
}

interface SplitPickerProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly splits: readonly SplitInfo[]
  readonly hasTimes: boolean
}

const order = ['time', 'loo', 'kfold', 'ratio', 'given']

const initial: Readonly<Record<string, SplitPlan>> = {
  time: { kind: 'time', train: 0.8 },
  loo: { kind: 'loo' },
  kfold: { kind: 'kfold', folds: 5 },
  ratio: { kind: 'ratio', train: 0.8 },
  given: { kind: 'given' },
}

function SplitPicker({ draft, change, splits, hasTimes }: SplitPickerProps) {
  const { split } = draft
  const offered = splits
    .filter(({ kind }) => kind in initial && (kind !== 'given' || draft.data.folds !== undefined))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return (
    <fieldset class="radio-list">
      <legend class="field-label">{t('Split')}</legend>
      {offered.map(({ kind, title, summary, needsTimes }) => {
        const on = split.kind === kind
        const off = needsTimes && !hasTimes
        return (
          <div key={kind} class="split-choice" title={off ? t('The log has no times.') : tCatalogue(summary)}>
            <label class={off ? 'quiet' : on ? 'strong' : ''}>
              <input
                type="radio"
                name="split"
                checked={on}
                disabled={off}
                onChange={() => change({ split: initial[kind]! })}
              />
              {tCatalogue(title)}
            </label>
            {on && split.kind === 'kfold' && (
              <NumberField
                label={t('Folds')}
                hideLabel
                value={split.folds}
                minimum={2}
                step={1}
                onInput={(folds) => change({ split: { kind: 'kfold', folds: folds ?? 0 } })}
                {...(split.folds >= 2 ? {} : { problem: t('2 or more') })}
              />
            )}
            {on && (split.kind === 'time' || split.kind === 'ratio') && (
              <NumberField
                label={t('Training share')}
                hideLabel
                value={split.train}
                minimum={0}
                maximum={1}
                onInput={(train) => change({ split: { kind: split.kind, train: train ?? 0 } })}
                {...(split.train > 0 && split.train < 1 ? {} : { problem: t('between 0 and 1') })}
              />
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
