import { OctagonX, TriangleAlert } from 'lucide-preact'
import { useMemo } from 'preact/hooks'
import type { PolicyEstimate, PolicyResult, RunResults } from '../../main/contract/api/runs.ts'
import { formatMetric, metricTitle } from '../../main/figures/format.ts'
import { estimateOf } from '../../main/figures/policies.ts'
import { IntervalBar } from '../charts/interval-bar.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { VirtualTable, type TableColumn } from '../components/virtual-table.tsx'
import { formatCount, formatNumber, formatShort } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'

interface PolicyTableProps {
  readonly results: RunResults
  readonly metric: string
  readonly estimator: string
  readonly focus: string | undefined
  readonly onFocus: (label: string) => void
}

interface Row {
  readonly policy: PolicyResult
  readonly estimate: PolicyEstimate | undefined
}

/** Below 1,000 rounds or 10 % an estimate is shaky, below 300 or 3 % it says little. */
export function sampleLevel({ effectiveSample, rounds }: Pick<PolicyEstimate, 'effectiveSample' | 'rounds'>) {
  if (effectiveSample < 300 || effectiveSample < 0.03 * rounds) return 'error'
  return effectiveSample < 1000 || effectiveSample < 0.1 * rounds ? 'warn' : 'ok'
}

export function PolicyTable({ results, metric, estimator, focus, onFocus }: PolicyTableProps) {
  const { policies } = results
  const rows = useMemo(
    () =>
      policies
        .map((policy): Row => ({ policy, estimate: estimateOf(policy, estimator) }))
        .sort((a, b) => valueOf(b) - valueOf(a)),
    [policies, estimator],
  )
  const columns = useMemo(() => makeColumns(results, rows, metric), [results, rows, metric, language.value])
  return (
    <VirtualTable
      label={t('Policy value')}
      columns={columns}
      count={rows.length}
      row={(index) => rows[index]}
      selected={({ policy }) => policy.label === focus}
      onSelect={({ policy }) => onFocus(policy.label)}
    />
  )
}

const valueOf = ({ policy, estimate }: Row) => estimate?.value ?? (policy.simulation?.meanReward ?? -1) - 1e6

function makeColumns({ policyLog, models }: RunResults, rows: readonly Row[], metric: string): TableColumn<Row>[] {
  const limit = Math.max(policyLog?.high ?? 0, ...rows.map(({ estimate }) => estimate?.high ?? 0)) * 1.02
  const rankingOf = ({ policy }: Row) =>
    models.find(({ id, label }) => label === policy.label || id === policy.id)?.metrics[metric]
  return [
    {
      key: 'policy',
      name: t('Policy'),
      title: t('Policy'),
      width: 140,
      text: ({ policy }) => (policy.error === null ? policy.label : `${policy.label}: ${policy.error}`),
      cell: ({ policy }) => (
        <span class="model-name">
          <FamilyMark family={policy.family} />
          <span class="elide">{policy.label}</span>
          {policy.error !== null && <OctagonX class="error" size={14} aria-label={policy.error} />}
        </span>
      ),
    },
    {
      key: 'value',
      name: t('Value'),
      title: t('Value'),
      unit: t('reward per round, 95 % interval'),
      width: 230,
      text: ({ estimate }) => formatNumber(estimate?.value ?? null, 4),
      cell: ({ policy, estimate }) =>
        estimate ? (
          <span class="value-bar">
            <span class="value">{formatNumber(estimate.value, 4)}</span>
            <IntervalBar
              open
              family={policy.family}
              value={estimate.value}
              low={estimate.low}
              high={estimate.high}
              limit={limit}
              reference={policyLog?.value ?? null}
            />
          </span>
        ) : (
          <span class="quiet">{policy.estimates.find(({ note }) => note)?.note ?? '–'}</span>
        ),
    },
    {
      key: 'ratio',
      name: t('vs log'),
      title: t('vs log'),
      width: 70,
      align: 'right',
      text: ({ estimate }) =>
        estimate?.value && policyLog && policyLog.value > 0
          ? `× ${formatNumber(estimate.value / policyLog.value, 2)}`
          : '–',
    },
    {
      key: 'sample',
      name: t('Effective sample'),
      title: t('Effective sample'),
      width: 110,
      align: 'right',
      text: ({ estimate }) => (estimate ? formatCount(Math.round(estimate.effectiveSample)) : '–'),
      cell: ({ estimate }) => {
        if (!estimate) return '–'
        const level = sampleLevel(estimate)
        return (
          <span class={`sample ${level}`}>
            {level === 'error' && <OctagonX size={14} strokeWidth={1.75} aria-label={t('too few to say much')} />}
            {level === 'warn' && <TriangleAlert size={14} strokeWidth={1.75} aria-label={t('few')} />}
            {formatCount(Math.round(estimate.effectiveSample))}
          </span>
        )
      },
    },
    {
      key: 'weight',
      name: t('Max weight'),
      title: t('Max weight'),
      width: 84,
      align: 'right',
      text: ({ policy }) => formatShort(policy.largestWeight),
    },
    {
      key: 'reward',
      name: t('Simulated reward'),
      title: t('Simulated reward'),
      width: 110,
      align: 'right',
      text: ({ policy }) => formatNumber(policy.simulation?.meanReward ?? null, 4),
    },
    {
      key: 'ranking',
      name: metricTitle(metric),
      title: metricTitle(metric),
      unit: t('ranking lens'),
      width: 150,
      text: (row) => formatMetric(rankingOf(row)?.mean, metric),
      cell: (row) => {
        const found = rankingOf(row)
        return found ? (
          <span class="value-bar">
            <span class="value">{formatMetric(found.mean, metric)}</span>
            <IntervalBar
              family={row.policy.family}
              value={found.mean}
              low={found.low}
              high={found.high}
              limit={Math.max(...rows.map((one) => rankingOf(one)?.high ?? 0)) * 1.02}
            />
          </span>
        ) : (
          '–'
        )
      },
    },
  ]
}
