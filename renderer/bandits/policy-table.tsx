import { Columns3, OctagonX, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PolicyEstimate, PolicyResult, RunResults } from '../../main/contract/api/runs.ts'
import { formatMetric, metricTitle } from '../../main/figures/format.ts'
import { estimatorTitle, percentOf, roundsPerValue } from '../../main/figures/policies.ts'
import { IntervalBar } from '../charts/interval-bar.tsx'
import { FamilyMark } from '../components/family-mark.tsx'
import { Panel } from '../components/layout.tsx'
import { MenuButton } from '../components/menu.tsx'
import { VirtualTable, type TableColumn } from '../components/virtual-table.tsx'
import { formatCount, formatNumber } from '../i18n/format.ts'
import { language, t } from '../i18n/t.ts'
import { recall, remember } from '../state/memory.ts'
import { translateNote } from './notes.ts'
import { sampleLevel } from './sample-level.ts'

interface PolicyTableProps {
  readonly results: RunResults
  /** In the order shown. */
  readonly rows: readonly PolicyResult[]
  readonly metric: string
  readonly estimator: string | undefined
  readonly focus: string
  readonly onFocus: (label: string) => void
  readonly wide: boolean
  readonly foot: string
  /** How policies rank, and how far that can be trusted. */
  readonly ranking: string
  /** Whether the run ranked held-out items. */
  readonly isRanked: boolean
  readonly isSimulated: boolean
  readonly confidence: number
  readonly actions: ComponentChildren
}

type Column = TableColumn<PolicyResult>

/** Each policy through both lenses: its value by one estimator with what it rests on, and how it ranks. */
export function PolicyTable(props: PolicyTableProps) {
  const { results, rows, metric, estimator, focus, onFocus, wide, foot, ranking, actions } = props
  const { isRanked, isSimulated, confidence } = props
  const [hidden, setHidden] = useState<readonly string[]>([])
  useEffect(() => {
    void recall<readonly string[]>('bandits-columns').then((kept) => Array.isArray(kept) && setHidden(kept))
  }, [])
  const all = useMemo(
    () =>
      [
        policyColumn,
        ...(estimator === undefined
          ? isSimulated
            ? [rewardColumn(rows), regretColumn(rows)]
            : []
          : [
              valueColumn(results, rows, estimator, confidence, wide),
              ratioColumn(results, estimator),
              sampleColumn(estimator),
              ...(wide ? [supportColumn(estimator)] : []),
            ]),
        ...(isRanked ? [rankingColumn(results, rows, metric, wide)] : []),
        ...(estimator === undefined ? [] : [weightColumn]),
      ] satisfies Column[],
    [results, rows, metric, estimator, wide, isRanked, isSimulated, confidence, language.value],
  )
  const hide = (next: readonly string[]) => {
    setHidden(next)
    remember('bandits-columns', next)
  }
  return (
    <Panel
      title={t('Policy value')}
      {...(isRanked && estimator !== undefined ? { sub: t('both lenses') } : {})}
      flush
      grow
      actions={
        <>
          {actions}
          <MenuButton
            label={t('Columns')}
            icon={Columns3}
            variant="ghost"
            items={all.slice(2).map(({ key, name }) => ({
              label: name,
              checked: !hidden.includes(key),
              run: () => hide(hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key]),
            }))}
          />
        </>
      }
    >
      <VirtualTable
        label={t('Policy value')}
        columns={all.filter(({ key }) => !hidden.includes(key))}
        count={rows.length}
        row={(index) => rows[index]}
        selected={({ label }) => label === focus}
        onSelect={({ label }) => onFocus(label)}
      />
      {ranking !== '' && (
        <p class="policy-ranking" title={ranking}>
          {ranking}
        </p>
      )}
      <p class="panel-foot" title={foot}>
        {foot}
      </p>
    </Panel>
  )
}

const estimateOf = ({ estimates }: PolicyResult, estimator: string): PolicyEstimate | undefined =>
  estimates.find((one) => one.estimator === estimator)

const policyColumn: Column = {
  key: 'policy',
  get name() {
    return t('Policy')
  },
  get title() {
    return t('Policy')
  },
  width: 144,
  text: ({ label, error }) => (error === null ? label : `${label}: ${error}`),
  cell: ({ family, label, error }) => (
    <span class="model-name">
      <FamilyMark family={family} />
      <span class="elide">{label}</span>
      {error !== null && <OctagonX class="error" size={14} strokeWidth={1.75} aria-label={error} />}
    </span>
  ),
}

const decimalsOf = (per: number) => (per === 1 ? 3 : 1)

function valueColumn(
  { policyLog }: RunResults,
  rows: readonly PolicyResult[],
  estimator: string,
  confidence: number,
  wide: boolean,
): Column {
  const per = roundsPerValue(policyLog)
  const estimates = rows.flatMap((row) => estimateOf(row, estimator) ?? [])
  const limit = Math.max(policyLog?.high ?? 0, ...estimates.map(({ value, high }) => high ?? value ?? 0)) * 1.02
  const show = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : formatNumber(value * per, decimalsOf(per))
  return {
    key: 'value',
    name: t('Value'),
    title: t('Value'),
    unit:
      per === 1
        ? t('{estimator} per round, {level} % interval', {
            estimator: estimatorTitle(estimator),
            level: percentOf(confidence),
          })
        : t('{estimator} per 1,000, {level} % interval', {
            estimator: estimatorTitle(estimator),
            level: percentOf(confidence),
          }),
    width: wide ? 246 : 230,
    text: (row) => {
      const estimate = estimateOf(row, estimator)
      if (!estimate || estimate.value === null) return '–'
      const range = estimate.low === null ? '' : ` (${show(estimate.low)} – ${show(estimate.high)})`
      return [`${show(estimate.value)}${range}`, estimate.note && translateNote(estimate.note)]
        .filter(Boolean)
        .join('; ')
    },
    cell: (row) => {
      const estimate = estimateOf(row, estimator)
      return (
        <span class="value-bar">
          <span class="value">{show(estimate?.value)}</span>
          <IntervalBar
            open
            family={row.family}
            value={estimate?.value ?? null}
            low={estimate?.low ?? null}
            high={estimate?.high ?? null}
            limit={limit}
            reference={policyLog?.value ?? null}
          />
        </span>
      )
    },
  }
}

const ratioColumn = ({ policyLog }: RunResults, estimator: string): Column => ({
  key: 'ratio',
  name: t('vs log'),
  title: t('vs log'),
  width: 72,
  align: 'right',
  text: (row) => {
    const value = estimateOf(row, estimator)?.value ?? null
    return value === null || !policyLog || policyLog.value <= 0 ? '–' : `× ${formatNumber(value / policyLog.value, 2)}`
  },
})

const sampleText = (estimate: PolicyEstimate | undefined) =>
  estimate && estimate.value !== null ? formatCount(Math.round(estimate.effectiveSample)) : '–'

const sampleColumn = (estimator: string): Column => ({
  key: 'sample',
  name: t('Effective sample'),
  title: t('Effective sample'),
  width: 122,
  align: 'right',
  text: (row) => sampleText(estimateOf(row, estimator)),
  cell: (row) => {
    const estimate = estimateOf(row, estimator)
    if (!estimate || estimate.value === null) return '–'
    const level = sampleLevel(estimate)
    return (
      <span class={`sample level-${level}`}>
        {level === 'error' && (
          <OctagonX size={14} strokeWidth={1.75} aria-label={t('Error: below 300 rounds or 3 % of the log')} />
        )}
        {level === 'warn' && (
          <TriangleAlert
            size={14}
            strokeWidth={1.75}
            aria-label={t('Warning: below 1,000 rounds or 10 % of the log')}
          />
        )}
        {sampleText(estimate)}
      </span>
    )
  },
})

/** Whether it wants actions that the log never or hardly showed. */
const isCut = ({ support }: PolicyResult) => (support?.unsupportedShare ?? 0) > 0

const supportColumn = (estimator: string): Column => {
  const shareOf = (row: PolicyResult) => {
    const estimate = estimateOf(row, estimator)
    return estimate && estimate.value !== null && estimate.rounds > 0
      ? estimate.effectiveSample / estimate.rounds
      : null
  }
  const text = (row: PolicyResult) => {
    const share = shareOf(row)
    if (share === null) return '–'
    const used = `${formatNumber(share * 100, 1)} %`
    return isCut(row) && row.support?.note ? `${used}; ${translateNote(row.support.note)}` : used
  }
  return {
    key: 'support',
    name: t('Support'),
    title: t('Support'),
    width: 92,
    text,
    cell: (row) => (
      <span class="support" role="img" aria-label={text(row)} title={text(row)}>
        <i style={{ width: `${Math.min(1, shareOf(row) ?? 0) * 100}%` }} />
        {isCut(row) && <TriangleAlert class="warn" size={12} strokeWidth={1.75} aria-hidden="true" />}
      </span>
    ),
  }
}

const weightColumn: Column = {
  key: 'weight',
  get name() {
    return t('Max weight')
  },
  get title() {
    return t('Max weight')
  },
  width: 88,
  align: 'right',
  text: ({ largestWeight }) => formatNumber(largestWeight, 1),
}

function rankingColumn({ models }: RunResults, rows: readonly PolicyResult[], metric: string, wide: boolean): Column {
  const resultOf = (label: string) => models.find((model) => model.label === label)?.metrics[metric]
  const limit = Math.max(0, ...rows.map(({ label }) => resultOf(label)?.high ?? 0)) * 1.02
  return {
    key: 'ranking',
    name: metricTitle(metric),
    title: metricTitle(metric),
    unit: t('ranking lens'),
    width: wide ? 172 : 158,
    text: ({ label }) => formatMetric(resultOf(label)?.mean, metric),
    cell: ({ label, family }) => {
      const found = resultOf(label)
      return (
        <span class="value-bar">
          <span class="value">{formatMetric(found?.mean, metric)}</span>
          <IntervalBar
            family={family}
            value={found?.mean ?? null}
            low={found?.low ?? null}
            high={found?.high ?? null}
            limit={limit}
          />
        </span>
      )
    },
  }
}

function rewardColumn(rows: readonly PolicyResult[]): Column {
  const small = Math.max(0, ...rows.map(({ simulation }) => simulation?.meanReward ?? 0)) < 0.1
  return {
    key: 'reward',
    name: t('Simulated reward'),
    title: t('Simulated reward'),
    unit: small ? t('per 1,000 rounds') : t('per round'),
    width: 170,
    align: 'right',
    text: ({ simulation }) =>
      simulation ? formatNumber(simulation.meanReward * (small ? 1000 : 1), small ? 1 : 3) : '–',
  }
}

function regretColumn(rows: readonly PolicyResult[]): Column {
  const limit = Math.max(0, ...rows.map(({ simulation }) => simulation?.high.at(-1) ?? 0)) * 1.02
  const text = ({ simulation }: PolicyResult) => formatNumber(simulation?.regret.at(-1), 1)
  return {
    key: 'regret',
    name: t('Regret'),
    title: t('Regret'),
    unit: t('at the end, 95 % interval'),
    width: 230,
    text,
    cell: (row) => (
      <span class="value-bar">
        <span class="value">{text(row)}</span>
        <IntervalBar
          family={row.family}
          value={row.simulation?.regret.at(-1) ?? null}
          low={row.simulation?.low.at(-1) ?? null}
          high={row.simulation?.high.at(-1) ?? null}
          limit={limit}
        />
      </span>
    ),
  }
}
