import { defaultTrials, searches, type TuningPlan } from '../../main/contract/experiment.ts'
import { metricTitle } from '../../main/figures/format.ts'
import { NumberField, Select } from '../components/fields.tsx'
import { tuningProblems, type Draft } from '../compare/draft.ts'
import { t } from '../i18n/t.ts'
import { searchTitle } from './search-title.ts'

interface TuningProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

type Entries = { readonly [Key in keyof TuningPlan]?: TuningPlan[Key] | undefined }

/** How settings are chosen inside the training part, with the same budget for every model. */
export function TuningFields({ draft, change }: TuningProps) {
  const { tuning, metrics } = draft
  const set = (part: Entries) => {
    const next = Object.entries({ ...tuning, ...part }).filter(([, value]) => value !== undefined)
    change({ tuning: Object.fromEntries(next) as unknown as TuningPlan })
  }
  const start = (search: TuningPlan['search']) =>
    set(tuning ? { search } : { search, metric: metrics[0] ?? 'ndcg@10', validation: 0.1, trials: defaultTrials })
  const problems = tuning ? tuningProblems(tuning) : {}
  const offered = [...new Set([...metrics, ...(tuning ? [tuning.metric] : [])])]
  return (
    <fieldset class="tuning-fields">
      <legend class="field-label">{t('Tuning')}</legend>
      <Select
        label={t('Search')}
        inline
        value={tuning?.search ?? ''}
        options={[
          { value: '', label: t('none: settings as entered') },
          ...searches.map((value) => ({ value, label: searchTitle(value) })),
        ]}
        onChange={(value) => (value === '' ? change({ tuning: null }) : start(value as TuningPlan['search']))}
      />
      {tuning && (
        <>
          <Select
            label={t('Chosen by')}
            inline
            value={tuning.metric}
            options={offered.map((value) => ({ value, label: metricTitle(value) }))}
            onChange={(metric) => set({ metric })}
          />
          <NumberField
            inline
            label={t('Budget per model')}
            value={tuning.trials ?? null}
            minimum={1}
            step={1}
            onInput={(trials) => set({ trials: trials ?? undefined })}
            hint={t('Full trainings on each fold, the same for every model.')}
            {...shown(problems['trials'])}
          />
          {tuning.folds === undefined && (
            <NumberField
              inline
              label={t('Validation share')}
              value={tuning.validation}
              minimum={0}
              maximum={1}
              onInput={(validation) => set({ validation: validation ?? 0 })}
              {...shown(problems['validation'])}
            />
          )}
          <NumberField
            inline
            label={t('Inner folds')}
            value={tuning.folds ?? null}
            minimum={2}
            step={1}
            onInput={(folds) => set({ folds: folds ?? undefined })}
            hint={t('Nested cross-validation; empty: one validation part.')}
            {...shown(problems['folds'])}
          />
          <NumberField
            inline
            label={t('Patience')}
            value={tuning.patience ?? null}
            minimum={1}
            step={1}
            onInput={(patience) => set({ patience: patience ?? undefined })}
            hint={t('Checks without a better value after which a training stops; empty: none stops early.')}
            {...shown(problems['patience'])}
          />
        </>
      )}
    </fieldset>
  )
}

const shown = (problem: string | undefined) => (problem === undefined ? {} : { problem })
