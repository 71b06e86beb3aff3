import { ChartColumn, Play, RotateCcw, SlidersHorizontal, Square } from 'lucide-preact'
import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import type { RunDetail } from '../../main/contract/api/runs.ts'
import { openScreen } from '../app/navigate.ts'
import { call } from '../client/client.ts'
import { Button } from '../components/button.tsx'
import { ScreenHeader } from '../components/layout.tsx'
import { Banner } from '../components/notice.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { Split } from '../components/split.tsx'
import { StateBadge } from '../components/state-badge.tsx'
import { formatPercent, formatSeconds, formatTime } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { announce, report } from '../state/notices.ts'
import { doneFolds } from './finished-header.tsx'
import { FocusPanels } from './focus-panels.tsx'
import { Lanes } from './lanes.tsx'
import { latestCurve, type RunHistory } from './run-events.ts'
import { orderLanes } from './order-lanes.ts'
import type { RunPage, RunScreen } from './run-view.tsx'
import { isActive, type LiveRun } from './use-run.ts'

export interface LiveProps {
  readonly detail: RunDetail
  readonly history: RunHistory
}

interface RunningProps {
  readonly detail: RunDetail
  readonly data: string
  readonly live: LiveRun
  readonly onPage: (page: RunPage) => void
  readonly screen: RunScreen
  readonly Live?: ComponentType<LiveProps> | undefined
}

/** Who leads early, and what is hopeless: a lane per model, and the curves and log of the one in focus. */
export function Running({ detail, data, live, onPage, screen, Live }: RunningProps) {
  const { summary, lanes } = detail
  const metric = detail.experiment.metrics[0] ?? ''
  const ordered = orderLanes(detail, metric)
  const [chosen, choose] = useState<number>()
  const running = ordered.filter(({ state }) => state === 'running')
  const focus =
    ordered.find(({ model }) => model === chosen) ??
    ordered.find(({ state }) => state === 'failed') ??
    running.find(({ model }) => latestCurve(live.history, model)) ??
    running[0] ??
    ordered[0]
  const active = isActive(detail)
  const count = (state: string) => lanes.filter((lane) => lane.state === state).length
  const failed = count('failed')
  const resume = () => call('runs/resume', { run: summary.id }).then(live.reload)
  const cancelAll = () => call('runs/cancel', { run: summary.id }).then(live.reload)
  const cancel = (model: number, label: string) =>
    call('runs/cancel', { run: summary.id, model }).then(() => {
      announce(t('{name} cancelled', { name: label }))
      live.reload()
    })
  return (
    <div class="screen">
      <ScreenHeader
        title={t('{count} models on {data}', { count: lanes.length, data })}
        actions={
          <>
            <span class="quiet nowrap">{t('started {time}', { time: formatTime(summary.startedAt) })}</span>
            <Button
              variant="ghost"
              icon={SlidersHorizontal}
              onClick={() => openScreen(screen, { setup: detail.experiment })}
            >
              {t('Set-up')}
            </Button>
            {detail.results && (
              <Button icon={ChartColumn} onClick={() => onPage('results')}>
                {active ? t('Results so far') : t('Results')}
              </Button>
            )}
            {active && (
              <Button icon={Square} onClick={() => void cancelAll().catch(report)}>
                {t('Cancel all')}
              </Button>
            )}
            {!active && summary.state === 'interrupted' && (
              <Button variant="primary" icon={Play} onClick={() => void resume().catch(report)}>
                {t('Resume')}
              </Button>
            )}
            {!active && summary.state !== 'interrupted' && lanes.some(({ state }) => state !== 'done') && (
              <Button icon={RotateCcw} onClick={() => void resume().catch(report)}>
                {failed ? t('Retry failed') : t('Run the rest')}
              </Button>
            )}
          </>
        }
      >
        {failed > 0 && <StateBadge state="failed">{t('{count} failed', { count: failed })}</StateBadge>}
        {!active && <StateBadge state={summary.state} />}
        {active && (
          <>
            <StateBadge state={summary.state} />
            <span class="header-progress">
              <ProgressBar bare label={t('Comparison')} fraction={detail.fraction} secondsLeft={detail.secondsLeft} />
            </span>
            <b>{t('{percent} of the work', { percent: formatPercent(detail.fraction, 0) })}</b>
          </>
        )}
        <span class="elide">
          {doneFolds(detail)}
          {active &&
            detail.secondsLeft !== null &&
            `, ${t('{time} left', { time: formatSeconds(detail.secondsLeft) })}`}
        </span>
      </ScreenHeader>
      {summary.state === 'interrupted' && (
        <Banner level="info">
          {t('This run was stopped before its end. {folds} are kept; it can resume to the same result.', {
            folds: doneFolds(detail),
          })}
        </Banner>
      )}
      {summary.damage !== null && <Banner level="warning">{summary.damage}</Banner>}
      <Split direction="column" fixed="second" size={300} minimum={160} name="compare-focus" label={t('Curves')}>
        <Lanes
          detail={detail}
          lanes={ordered}
          history={live.history}
          metric={metric}
          focus={focus?.model}
          onFocus={choose}
          onCancel={(model, label) => void cancel(model, label).catch(report)}
        />
        <FocusPanels
          detail={detail}
          lane={focus}
          history={live.history}
          metric={metric}
          Live={Live}
          onRetry={active ? undefined : () => void resume().catch(report)}
        />
      </Split>
    </div>
  )
}
