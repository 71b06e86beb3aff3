import { OctagonX, Timer } from 'lucide-preact'
import type { ModelInfo } from '../../main/contract/api/models.ts'
import type { RunEstimate } from '../../main/contract/api/runs.ts'
import { describeEstimate, describeMisfit } from '../../main/figures/estimates.ts'
import { formatBytes } from '../../main/figures/format.ts'
import type { Draft } from '../compare/draft.ts'
import { formatSeconds } from '../i18n/format.ts'
import { t, tCatalogue } from '../i18n/t.ts'
import { useEstimate } from './use-estimate.ts'
import './tuning.css'

interface EstimateProps {
  readonly draft: Draft
  readonly models: readonly ModelInfo[]
  /** Whether the draft can be started. */
  readonly isSound: boolean
}

/** What the run would take, beside the button that starts it; model by model on hover or focus. */
export function EstimateNote({ draft, models, isSound }: EstimateProps) {
  const { value, error } = useEstimate(draft, models, isSound)
  if (!isSound || error) return null
  if (!value) return <span class="quiet nowrap">{t('Estimating …')}</span>
  const misfit = value.models.find(({ fits }) => !fits)
  return (
    <details class="estimate-note">
      <summary class={`row nowrap ${misfit ? 'error' : 'quiet'}`}>
        {misfit ? <OctagonX size={15} aria-hidden="true" /> : <Timer size={15} aria-hidden="true" />}
        {misfit ? t('{name} does not fit into memory', { name: misfit.label }) : describeEstimate(value, t)}
      </summary>
      <EstimateTable estimate={value} models={models} />
    </details>
  )
}

function EstimateTable({
  estimate,
  models,
}: {
  readonly estimate: RunEstimate
  readonly models: readonly ModelInfo[]
}) {
  const misfits = estimate.models.flatMap((model) => describeMisfit(model, estimate.availableBytes, t) ?? [])
  return (
    <div class="estimate-table">
      <table>
        <thead>
          <tr>
            <th>{t('Model')}</th>
            <th class="number">{t('Trainings')}</th>
            <th class="number">{t('Time on one thread')}</th>
            <th class="number">{t('Memory')}</th>
          </tr>
        </thead>
        <tbody>
          {estimate.models.map(({ id, label, trainings, seconds, bytes, fits }) => (
            <tr key={label} class={fits ? '' : 'error'}>
              <td>{label === id ? tCatalogue(models.find((model) => model.id === id)?.title ?? id) : label}</td>
              <td class="number">{trainings}</td>
              <td class="number">{formatSeconds(seconds)}</td>
              <td class="number">{formatBytes(bytes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('With {count} threads', { count: estimate.threads })}</td>
            <td />
            <td class="number">{formatSeconds(estimate.seconds)}</td>
            <td class="number">{formatBytes(estimate.bytes)}</td>
          </tr>
        </tfoot>
      </table>
      {misfits.map((sentence) => (
        <p key={sentence} class="error">
          {sentence}
        </p>
      ))}
      <p class="quiet small">
        {t(
          'From each model’s cost on this log, the speed of this machine, and what earlier runs took here. Other work on the machine makes it longer.',
        )}
      </p>
    </div>
  )
}
