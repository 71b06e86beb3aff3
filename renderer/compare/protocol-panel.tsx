import type { MetricInfo, ModelInfo, SplitInfo } from '../../main/contract/api/models.ts'
import type { Experiment } from '../../main/contract/experiment.ts'
import { KeyValues, Panel } from '../components/layout.tsx'
import { NumberField, Select } from '../components/fields.tsx'
import { t, tMaybe } from '../i18n/t.ts'
import { currentDataset, datasets } from '../state/datasets.ts'
import { workspace } from '../state/workspace.ts'
import { TuningFields } from '../tuning/tuning-fields.tsx'
import { isSeed, type Draft } from './draft.ts'
import { LeakMeter } from './leak-meter.tsx'
import { MetricPicker } from './metric-picker.tsx'
import { ProfilePicker } from './profile-picker.tsx'
import { RankingFields } from './ranking-fields.tsx'
import { SignificanceFields } from './significance-fields.tsx'
import { SplitPicker } from './split-picker.tsx'

interface ProtocolProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly metrics: readonly MetricInfo[]
  readonly splits: readonly SplitInfo[]
  readonly models: readonly ModelInfo[]
  readonly folds: number
}

const backends = ['auto', 'tensorflow', 'webgpu', 'wasm', 'cpu'] as const

/** The protocol, the same for every model, and the size of the whole. */
export function ProtocolPanel({ draft, change, metrics, splits, models, folds }: ProtocolProps) {
  const data = datasets.value?.find(({ name }) => name === draft.data.name) ?? currentDataset.value
  return (
    <Panel title={t('Protocol')} side>
      <div class="protocol-form">
        <SplitPicker draft={draft} change={change} splits={splits} hasTimes={data?.hasTimes ?? true} />
        <LeakMeter draft={draft} data={data} models={models} />
        <MetricPicker
          chosen={draft.metrics}
          metrics={metrics}
          profile={draft.profile}
          onChange={(next) => change({ metrics: next })}
        />
        <ProfilePicker profile={draft.profile} onChange={(profile) => change({ profile })} />
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
          {...(!isSeed(draft.seed) ? { problem: t('Enter a whole number, 0 or more.') } : {})}
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
        <RankingFields draft={draft} change={change} />
        <SignificanceFields draft={draft} change={change} />
        <TuningFields draft={draft} change={change} />
        <KeyValues
          entries={[
            ...(draft.tuning
              ? []
              : [
                  [
                    t('Fits'),
                    t('{models} × {folds} = {count}', {
                      models: draft.models.length,
                      folds,
                      count: draft.models.length * folds,
                    }),
                  ] as const,
                ]),
            [t('Events'), data ? t('{count} of {users} users', { count: data.interactions, users: data.users }) : '–'],
          ]}
        />
      </div>
    </Panel>
  )
}
