import { CircleCheck, Info, OctagonX, TriangleAlert, type LucideIcon } from 'lucide-preact'
import type { ComponentType } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Lane, RunDetail } from '../../main/contract/api/runs.ts'
import { lossFigure, validationFigure, type Curve } from '../../main/figures/curves.ts'
import { metricTitle } from '../../main/figures/format.ts'
import { Chart } from '../charts/chart.tsx'
import { Select } from '../components/fields.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { Panel } from '../components/layout.tsx'
import { language, t, tMaybe } from '../i18n/t.ts'
import { FailurePanel } from './failure-panel.tsx'
import type { LiveProps } from './running.tsx'
import { latestCurve, type LogLine, type RunHistory } from './run-events.ts'

interface FocusProps {
  readonly detail: RunDetail
  readonly lane: Lane | undefined
  readonly history: RunHistory
  readonly metric: string
  readonly Live?: ComponentType<LiveProps> | undefined
  readonly onRetry: (() => void) | undefined
}

/** Under the lanes: the loss of the lane in focus (or why it failed), validation of all, and the log. */
export function FocusPanels({ detail, lane, history, metric, Live, onRetry }: FocusProps) {
  const curve = lane && latestCurve(history, lane.model)
  return (
    <div class="compare-bottom">
      {lane?.state === 'failed' && lane.error !== null ? (
        <FailurePanel detail={detail} lane={lane} onRetry={onRetry} />
      ) : (
        <LossPanel lane={lane} curve={curve} />
      )}
      {Live ? (
        <Live detail={detail} history={history} />
      ) : (
        <ValidationPanel detail={detail} history={history} metric={metric} />
      )}
      <LogPanel detail={detail} log={history.log} />
    </div>
  )
}

function LossPanel({ lane, curve }: { readonly lane: Lane | undefined; readonly curve: Curve | undefined }) {
  const [factor, setFactor] = useState('0.6')
  const smoothing = Number(factor)
  const figure = useMemo(
    () => (curve ? lossFigure(curve, { smoothing: curve.epochs.length > 8 ? smoothing : 0 }, t) : undefined),
    [curve, smoothing, language.value],
  )
  return (
    <Panel
      label={t('Loss')}
      title={
        <span class="row">
          {lane && <FamilyMark family={lane.family} />}
          {lane && curve
            ? t('{name}, fold {fold}', { name: lane.label, fold: curve.fold + 1 })
            : (lane?.label ?? t('Loss'))}
        </span>
      }
      sub={t('the focused lane')}
      actions={
        <Select
          label={t('Smoothing')}
          hideLabel
          value={factor}
          options={['0', '0.6', '0.85', '0.95'].map((value) => ({
            value,
            label: value === '0' ? t('No smoothing') : t('Smoothing {factor}', { factor: value }),
          }))}
          onChange={setFactor}
        />
      }
    >
      {figure ? (
        <Chart figure={figure} />
      ) : (
        <p class="quiet">{t('This model reports no epochs: it is solved in closed form or by counting.')}</p>
      )}
    </Panel>
  )
}

function ValidationPanel({
  detail,
  history,
  metric,
}: {
  readonly detail: RunDetail
  readonly history: RunHistory
  readonly metric: string
}) {
  const named = detail.experiment.tuning?.metric ?? null
  const curves = detail.lanes.flatMap(({ model }) => latestCurve(history, model) ?? [])
  const figure = useMemo(() => validationFigure(curves, named, t), [history, named, language.value])
  return (
    <Panel title={t('Validation')} sub={t('latest fold of each model')}>
      <Chart
        figure={figure}
        empty={t('No model has reported a validation score yet; {metric} of finished folds is in the table.', {
          metric: metricTitle(metric),
        })}
      />
    </Panel>
  )
}

const icons: Readonly<Record<LogLine['level'], LucideIcon>> = {
  info: Info,
  warning: TriangleAlert,
  error: OctagonX,
  done: CircleCheck,
}
const tones: Readonly<Record<LogLine['level'], string>> = { info: 'quiet', warning: 'warn', error: 'error', done: 'ok' }

function LogPanel({ detail, log }: { readonly detail: RunDetail; readonly log: readonly LogLine[] }) {
  const warnings = log.filter(({ level }) => level === 'warning').length
  const lines = log.toReversed().slice(0, 200)
  return (
    <Panel
      title={t('Log')}
      sub={t('newest first')}
      actions={warnings > 0 && <span class="warn small">{t('{count} warnings', { count: warnings })}</span>}
    >
      <ol class="run-log" tabIndex={0} aria-label={t('Log')}>
        {lines.map(({ at, level, model, text }, index) => {
          const Icon = icons[level]
          const said = level === 'done' ? t('fold {fold} done', { fold: text.slice(1) }) : tMaybe(text.split('\n')[0]!)
          return (
            <li key={lines.length - index}>
              <time class="mono quiet">{clock(at)}</time>
              <Icon class={tones[level]} size={14} strokeWidth={1.5} aria-label={level} />
              <span>
                {model !== null && <b>{detail.lanes.find((lane) => lane.model === model)?.label ?? model} </b>}
                {said}
              </span>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}

const clock = (at: number) => new Date(at).toTimeString().slice(0, 8)
