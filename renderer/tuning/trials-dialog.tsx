import { useState } from 'preact/hooks'
import type { ModelResult, RunDetail, TrialResult } from '../../main/contract/api/runs.ts'
import { formatMetric, metricTitle } from '../../main/figures/format.ts'
import { budgetSpent, describeTuning, searchedSettings, tuningFigure } from '../../main/figures/tuning.ts'
import { ParallelCoordinates } from '../charts/parallel-coordinates.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Select } from '../components/fields.tsx'
import { formatSeconds } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import './tuning.css'

interface TrialsProps {
  readonly models: readonly ModelResult[]
  readonly detail: RunDetail
  readonly onClose: () => void
}

/** Every configuration that tuning tried: lines over the searched settings, the chosen ones bold, and the same as a table. */
export function TrialsDialog({ models, detail, onClose }: TrialsProps) {
  const tuned = models.filter((model) => model.tuned.length > 0)
  const [label, setLabel] = useState(tuned[0]?.label ?? '')
  const model = tuned.find((one) => one.label === label)
  const metric = detail.experiment.tuning?.metric ?? ''
  return (
    <Dialog title={t('Tuning')} width={960} onClose={onClose}>
      <div class="trials">
        <Select
          label={t('Model')}
          inline
          value={label}
          options={tuned.map((one) => ({ value: one.label, label: one.label }))}
          onChange={setLabel}
        />
        {model && (
          <>
            <p class="second">{describeTuning(model, t)}</p>
            <div class="trials-chart">
              <ParallelCoordinates
                figure={tuningFigure(model, metricTitle(metric), t)}
                focus={model.tuned.flatMap(({ chosen }, position) => (chosen ? [String(position)] : []))}
                title={t('Configurations that tuning tried for {name}', { name: label })}
              />
            </div>
            <TrialTable trials={model.tuned} metric={metric} />
          </>
        )}
      </div>
    </Dialog>
  )
}

function TrialTable({ trials, metric }: { readonly trials: readonly TrialResult[]; readonly metric: string }) {
  const names = searchedSettings(trials)
  const folds = [...new Set(trials.map(({ fold }) => fold))]
  const hasShares = trials.some(({ share }) => share < 1)
  const hasStops = trials.some(({ iterations }) => iterations !== undefined)
  return (
    <div class="trials-table" tabIndex={0} role="region" aria-label={t('Trials')}>
      <table>
        <thead>
          <tr>
            <th class="number">{t('Fold')}</th>
            {names.map((name) => (
              <th key={name} class="number mono">
                {name}
              </th>
            ))}
            {hasShares && <th class="number">{t('Share')}</th>}
            {hasStops && <th class="number">{t('Stopped after')}</th>}
            <th class="number">{t('{metric} on validation', { metric: metricTitle(metric) })}</th>
            <th class="number">{t('Took')}</th>
          </tr>
        </thead>
        <tbody>
          {trials.map(({ fold, config, share, value, seconds, iterations, chosen }, position) => (
            <tr key={position} class={chosen ? 'chosen' : ''}>
              <td class="number">{fold + 1}</td>
              {names.map((name) => (
                <td key={name} class="number">
                  {String(config[name])}
                </td>
              ))}
              {hasShares && <td class="number">{share.toFixed(2)}</td>}
              {hasStops && <td class="number">{iterations ?? '–'}</td>}
              <td class="number">
                {formatMetric(value, metric)}
                {chosen && <span class="visually-hidden"> {t('chosen')}</span>}
              </td>
              <td class="number">{formatSeconds(seconds)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={names.length + 3}>
              {t('Budget spent on each fold: {budget} full trainings', {
                budget: (budgetSpent(trials) / folds.length).toFixed(1),
              })}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
