import { Columns3 } from 'lucide-preact'
import { useMemo, useState } from 'preact/hooks'
import type { RunResults } from '../../main/contract/api/runs.ts'
import type { LeaderboardRow } from '../../main/figures/comparison.ts'
import { formatMetric, higherIsBetter, metricTitle, metricUnit } from '../../main/figures/format.ts'
import { correctionMark, describeSignificance, significanceOf } from '../../main/figures/significance.ts'
import { IntervalBar } from '../charts/interval-bar.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { Panel } from '../components/layout.tsx'
import { MenuButton } from '../components/menu.tsx'
import { VirtualTable, type TableColumn } from '../components/virtual-table.tsx'
import { formatDifference, formatP, formatSeconds } from '../i18n/format.ts'
import { t, tMaybe } from '../i18n/t.ts'

interface LeaderboardProps {
  readonly results: RunResults
  readonly rows: readonly LeaderboardRow[]
  readonly metric: string
  readonly metrics: readonly string[]
  readonly selected: readonly string[]
  readonly onSort: (metric: string) => void
  readonly onToggle: (label: string) => void
  readonly wide: boolean
}

type Column = TableColumn<LeaderboardRow>
const seconds = ({ model }: LeaderboardRow) => model.seconds.train + model.seconds.evaluate

/** Models best first by the sorted metric, each with its interval, its distance from the best and how sure that is. */
export function Leaderboard({ results, rows, metric, metrics, selected, onSort, onToggle, wide }: LeaderboardProps) {
  const [hidden, hide] = useState<readonly string[]>([])
  const [byTime, sortByTime] = useState<boolean | undefined>()
  const shown = metrics.filter((name) => name === metric || !hidden.includes(name)).slice(0, wide ? 8 : 5)
  const sorted = useMemo(
    () => (byTime === undefined ? rows : rows.toSorted((a, b) => (byTime ? -1 : 1) * (seconds(a) - seconds(b)))),
    [rows, byTime],
  )
  const columns = useMemo(
    () => [
      ...leadColumns(selected, wide),
      ...shown.flatMap((name) =>
        name === metric
          ? [valueColumn(name, results, true, true, wide), ...differenceColumns(results)]
          : [valueColumn(name, results, wide && barWorthy(name), false, wide)],
      ),
      timeColumn,
    ],
    [results, metric, shown.join(), wide, selected.join()],
  )
  return (
    <Panel
      title={t('Leaderboard')}
      sub={t('metric definitions: {profile}', { profile: profileTitle(results.protocol.profile) })}
      flush
      grow
      actions={
        <MenuButton
          label={t('Columns')}
          icon={Columns3}
          variant="ghost"
          items={metrics
            .filter((name) => name !== metric)
            .map((name) => ({
              label: metricTitle(name),
              checked: !hidden.includes(name),
              run: () => hide(hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name]),
            }))}
        />
      }
    >
      <VirtualTable
        label={t('Leaderboard')}
        columns={columns}
        count={sorted.length}
        row={(index) => sorted[index]}
        sort={[
          byTime === undefined
            ? { column: metric, descending: higherIsBetter(metric) }
            : { column: 'time', descending: byTime },
        ]}
        onSort={(column) => {
          if (column === 'time') return sortByTime(byTime === false)
          sortByTime(undefined)
          if (metrics.includes(column)) onSort(column)
        }}
        selected={({ model }) => selected.includes(model.label)}
        onSelect={({ model }) => onToggle(model.label)}
      />
      <p class="panel-foot">{protocolLine(results)}</p>
    </Panel>
  )
}

const profileTitle = (profile: string) => (profile === 'recbench' ? 'Recbench' : profile)

export function protocolLine({ protocol, tests }: RunResults): string {
  return [
    protocol.split,
    tMaybe(protocol.candidates),
    protocol.folds > 1
      ? t('mean over {folds} folds of the mean over users, {count} in all', {
          folds: protocol.folds,
          count: protocol.usersEvaluated,
        })
      : t('mean over {count} users', { count: protocol.usersEvaluated }),
    t('95 % intervals'),
    tests.length ? describeSignificance({ tests }, t) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function leadColumns(selected: readonly string[], wide: boolean): Column[] {
  return [
    {
      key: 'rank',
      name: t('Rank'),
      title: '#',
      width: wide ? 50 : 46,
      align: 'right',
      text: ({ rank }) => String(rank ?? '–'),
      cell: ({ rank, model }) => (
        <span class="rank-cell">
          <i class={`tick-box${selected.includes(model.label) ? ' on' : ''}`} aria-hidden="true" />
          <span class="quiet">{rank ?? '–'}</span>
        </span>
      ),
    },
    {
      key: 'model',
      name: t('Model'),
      title: t('Model'),
      width: wide ? 130 : 108,
      text: ({ model }) => (model.error ? `${model.label}: ${model.error}` : model.label),
      cell: ({ model, best }) => (
        <span class="model-name">
          <FamilyMark family={model.family} />
          <span class={`elide${best ? ' strong' : ''}`}>{model.label}</span>
          {model.state !== 'done' && <span class="small quiet">{stateNote(model.state)}</span>}
        </span>
      ),
    },
  ]
}

const stateNote = (state: string) =>
  state === 'failed' ? t('failed') : state === 'cancelled' ? t('cancelled') : t('partial')

const barWorthy = (metric: string) => metricUnit(metric) === null

function valueColumn(metric: string, results: RunResults, bar: boolean, main: boolean, wide: boolean): Column {
  const values = results.models.flatMap(({ metrics }) => metrics[metric] ?? [])
  const means = values.flatMap(({ mean }) => mean ?? [])
  const best = means.length ? (higherIsBetter(metric) ? Math.max(...means) : Math.min(...means)) : null
  const limit = Math.max(0, ...values.map(({ high, mean }) => high ?? mean ?? 0)) * 1.02
  const unit = wide && metricUnit(metric) === 'bit' ? t('bit') : undefined
  return {
    key: metric,
    name: metricTitle(metric),
    title: <span title={results.protocol.formulas?.[metric] ?? ''}>{metricTitle(metric)}</span>,
    ...(main ? { unit: t('95 % interval') } : unit ? { unit } : {}),
    width: wide ? (main ? 176 : bar ? 120 : unit ? 112 : 98) : main ? 150 : barWorthy(metric) ? 106 : 88,
    align: bar ? 'left' : 'right',
    sortable: true,
    text: ({ model }) => formatMetric(model.metrics[metric]?.mean, metric),
    cell: ({ model }) => {
      const found = model.metrics[metric]
      const text = formatMetric(found?.mean, metric)
      const isBest = found?.mean !== null && found?.mean !== undefined && found.mean === best
      if (!bar || !found)
        return (
          <span>
            <span class={isBest ? 'best' : ''}>{text}</span>
            {found && found.high !== null && found.mean !== null && barWorthy(metric) && (
              <span class="quiet"> ±{formatMetric(found.high - found.mean, metric)}</span>
            )}
          </span>
        )
      return (
        <span class="value-bar">
          <span class={`value${isBest ? ' best' : ''}`}>{text}</span>
          <IntervalBar
            family={model.family}
            value={found.mean}
            low={found.low}
            high={found.high}
            limit={limit}
            {...(main ? { reference: best } : {})}
          />
        </span>
      )
    },
  }
}

const differenceColumns = (results: RunResults): readonly Column[] => [
  {
    key: 'difference',
    name: results.protocol.folds > 1 ? t('Δ of means over folds') : 'Δ',
    get title() {
      return t('Δ to best')
    },
    width: 72,
    align: 'right',
    text: ({ best, difference }) => (best ? t('best') : formatDifference(difference)),
    cell: ({ best, difference }) => (best ? <b>{t('best')}</b> : formatDifference(difference)),
  },
  {
    key: 'p',
    name: 'p',
    title: 'p',
    unit: correctionMark[significanceOf(results).correction],
    width: 62,
    align: 'right',
    text: ({ best, p, tied }) => (best ? '' : tied ? `≈ ${formatP(p)}` : formatP(p)),
    cell: ({ best, p, tied }) => (best ? '' : tied ? <b>≈ {formatP(p)}</b> : <span class="second">{formatP(p)}</span>),
  },
]

const timeColumn: Column = {
  key: 'time',
  name: 'Time',
  get title() {
    return t('Time')
  },
  width: 68,
  align: 'right',
  sortable: true,
  text: (row) => formatSeconds(seconds(row)),
}
