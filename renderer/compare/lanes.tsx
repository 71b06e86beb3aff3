import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Lane, RunDetail } from '../../main/contract/api/runs.ts'
import { formatMetric, metricTitle } from '../../main/figures/format.ts'
import { IntervalBar } from '../charts/interval-bar.tsx'
import { Sparkline } from '../charts/sparkline.tsx'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { StateBadge, stateWord } from '../components/state-badge.tsx'
import { VirtualTable, type TableColumn } from '../components/virtual-table.tsx'
import { formatSeconds } from '../i18n/format.ts'
import { t, tMaybe } from '../i18n/t.ts'
import { resultOf } from './order-lanes.ts'
import { latestCurve, type RunHistory } from './run-events.ts'
import { useWide } from './use-wide.ts'

interface LanesProps {
  readonly detail: RunDetail
  readonly lanes: readonly Lane[]
  readonly history: RunHistory
  readonly metric: string
  readonly focus: number | undefined
  readonly onFocus: (model: number) => void
  readonly onCancel: (model: number, label: string) => void
}

/** A lane per model: state, folds, stage, loss, value so far, time left, cancel. Lanes keep their place while the pointer is over them. */
export function Lanes({ detail, lanes, history, metric, focus, onFocus, onCancel }: LanesProps) {
  const [asking, ask] = useState<Lane>()
  const inside = useRef(false)
  const [held, hold] = useState<readonly number[]>()
  const order = held ?? lanes.map(({ model }) => model)
  const shown = order.flatMap((model) => lanes.find((lane) => lane.model === model) ?? [])
  useEffect(() => {
    if (!inside.current) hold(undefined)
  }, [lanes])
  const wide = useWide()
  const columns = useMemo(
    () => makeColumns(detail, history, metric, wide, (lane) => ask(lane)),
    [detail, history, metric, wide],
  )
  return (
    <div
      class="lanes"
      onMouseEnter={() => {
        inside.current = true
        hold(lanes.map(({ model }) => model))
      }}
      onMouseLeave={() => {
        inside.current = false
        hold(undefined)
      }}
      onKeyDown={(event) => {
        const lane = lanes.find(({ model }) => model === focus)
        if (event.key === 'Delete' && lane && isOpen(lane)) ask(lane)
      }}
    >
      <VirtualTable
        label={t('Models')}
        columns={columns}
        count={shown.length}
        row={(index) => shown[index]}
        selected={({ model }) => model === focus}
        onSelect={({ model }) => onFocus(model)}
        onOpen={({ model }) => onFocus(model)}
      />
      {asking && (
        <Dialog
          title={t('Cancel {name}?', { name: asking.label })}
          onClose={() => ask(undefined)}
          actions={
            <>
              <Button onClick={() => ask(undefined)}>{t('Go on')}</Button>
              <Button
                variant="danger"
                autoFocus
                onClick={() => {
                  ask(undefined)
                  onCancel(asking.model, asking.label)
                }}
              >
                {t('Cancel {name}', { name: asking.label })}
              </Button>
            </>
          }
        >
          <p>
            {t('Its {count} finished folds are kept; the others go on.', {
              count: asking.folds.filter(({ state }) => state === 'done').length,
            })}
          </p>
        </Dialog>
      )}
    </div>
  )
}

const isOpen = ({ state }: Lane) => state === 'running' || state === 'queued'

function makeColumns(
  detail: RunDetail,
  history: RunHistory,
  metric: string,
  wide: boolean,
  ask: (lane: Lane) => void,
): TableColumn<Lane>[] {
  const folds = detail.lanes[0]?.folds.length ?? 1
  const limit =
    Math.max(
      0,
      ...(detail.results?.models ?? []).map(({ metrics }) => metrics[metric]?.high ?? metrics[metric]?.mean ?? 0),
    ) * 1.05
  const columns: TableColumn<Lane>[] = [
    {
      key: 'model',
      name: t('Model'),
      title: t('Model'),
      width: wide ? 170 : 140,
      text: ({ label }) => label,
      cell: ({ family, label }) => (
        <span class="model-name">
          <FamilyMark family={family} />
          <span class="elide">{label}</span>
        </span>
      ),
    },
    {
      key: 'state',
      name: t('State'),
      title: t('State'),
      width: 104,
      text: ({ state }) => stateWord(state),
      cell: ({ state }) => <StateBadge state={state} plain />,
    },
    {
      key: 'folds',
      name: t('Folds'),
      title: t('Folds'),
      unit: folds > 1 ? `1 – ${folds}` : '1',
      width: wide ? 180 : 130,
      text: (lane) => laneText(lane),
      cell: (lane) => <FoldSegments lane={lane} />,
    },
    {
      key: 'stage',
      name: t('Stage'),
      title: t('Stage'),
      width: 190,
      text: ({ stage, error, state }) => (state === 'failed' && error ? firstLine(error) : tMaybe(stage)),
    },
    {
      key: 'loss',
      name: t('Loss'),
      title: t('Loss'),
      unit: t('training, this fold'),
      width: 170,
      text: ({ model }) => (latestCurve(history, model) ? '' : '–'),
      cell: (lane) => {
        const curve = latestCurve(history, lane.model)
        if (!curve) return <span class="quiet">{lane.state === 'done' ? t('no epochs') : '–'}</span>
        const fold = lane.folds[curve.fold]
        return (
          <Sparkline
            values={curve.training}
            family={lane.family}
            fraction={fold?.state === 'running' ? Math.max(0.1, fold.fraction) : 1}
          />
        )
      },
    },
    {
      key: 'value',
      name: metricTitle(metric),
      title: metricTitle(metric),
      unit: t('so far, 95 % interval'),
      width: 240,
      text: (lane) => formatMetric(resultOf(detail, lane)?.metrics[metric]?.mean, metric),
      cell: (lane) => {
        const found = resultOf(detail, lane)?.metrics[metric]
        if (!found || found.mean === null) return <span class="quiet">{isOpen(lane) ? t('after fold 1') : '–'}</span>
        return (
          <span class="value-bar">
            <span class="value">{formatMetric(found.mean, metric)}</span>
            <IntervalBar family={lane.family} value={found.mean} low={found.low} high={found.high} limit={limit} />
          </span>
        )
      },
    },
    {
      key: 'left',
      name: t('Left'),
      title: t('Left'),
      width: 88,
      align: 'right',
      text: ({ secondsLeft, state }) => (state === 'running' || state === 'queued' ? formatSeconds(secondsLeft) : ''),
    },
    {
      key: 'action',
      name: t('Action'),
      title: '',
      width: 70,
      align: 'right',
      text: () => '',
      cell: (lane) =>
        isOpen(lane) && (
          <Button variant="ghost" onClick={() => ask(lane)}>
            {t('Cancel')}
          </Button>
        ),
    },
  ]
  return wide ? columns : columns.filter(({ key }) => key !== 'stage')
}

const firstLine = (text: string) => text.split('\n')[0] ?? text

const laneText = (lane: Lane) =>
  t('{done} of {count} folds', {
    done: lane.folds.filter(({ state }) => state === 'done').length,
    count: lane.folds.length,
  })

function FoldSegments({ lane }: { readonly lane: Lane }) {
  const running = lane.folds.findIndex(({ state }) => state === 'running')
  const left = lane.secondsLeft === null ? '' : t('{time} left', { time: formatSeconds(lane.secondsLeft) })
  const done = lane.folds.reduce((sum, { state, fraction }) => sum + (state === 'done' ? 1 : fraction), 0)
  const where =
    running < 0 ? laneText(lane) : t('fold {fold} of {count}', { fold: running + 1, count: lane.folds.length })
  return (
    <span
      class="fold-segments"
      role="progressbar"
      aria-label={lane.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((100 * done) / Math.max(1, lane.folds.length))}
      aria-valuetext={[lane.label, where, left].filter(Boolean).join(', ')}
      style={{ color: `var(--f-${lane.family})` }}
    >
      {lane.folds.map(({ state, fraction }, at) => (
        <span key={at} class={`fold ${state}`}>
          <i style={{ width: `${(state === 'done' ? 1 : fraction) * 100}%` }} />
        </span>
      ))}
    </span>
  )
}
