import { Activity, FileText, SlidersHorizontal } from 'lucide-preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PolicyResult, RunResults } from '../../main/contract/api/runs.ts'
import { estimatorsFigure, estimatorTitle, overlapFigure, regretFigure } from '../../main/figures/policies.ts'
import { openScreen } from '../app/navigate.ts'
import type { ScreenTab } from '../app/screens.ts'
import { Chart } from '../charts/chart.tsx'
import { isActive, useRun } from '../compare/use-run.ts'
import { Button } from '../components/button.tsx'
import { Select } from '../components/fields.tsx'
import { Panel, ScreenHeader } from '../components/layout.tsx'
import { Banner, EmptyState, ErrorNotice } from '../components/notice.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { Split } from '../components/split.tsx'
import { StateBadge } from '../components/state-badge.tsx'
import { formatCount, formatNumber, formatSeconds } from '../i18n/format.ts'
import { language, t, tMaybe } from '../i18n/t.ts'
import { PolicyTable } from './policy-table.tsx'

const preferred = ['dr', 'snips', 'ips', 'replay', 'dm']

/** Value policies from logs, honestly: estimates with effective samples, overlap, and regret in simulation. */
export function PolicyView({ run, tab }: { readonly run: string; readonly tab: ScreenTab }) {
  const live = useRun(run)
  const { detail } = live
  const results = detail?.results ?? undefined
  const title = detail?.summary.title ?? run
  useEffect(() => tab.setTitle(t('Policies: {title}', { title })), [title, language.value])
  const estimators = useMemo(() => {
    const present = new Set(
      results?.policies.flatMap(({ estimates }) =>
        estimates.filter(({ value }) => value !== null).map(({ estimator }) => estimator),
      ),
    )
    return [...present].sort((a, b) => preferred.indexOf(a) - preferred.indexOf(b))
  }, [results])
  const [chosen, choose] = useState<string>()
  const estimator = chosen ?? estimators[0] ?? ''
  const [focus, setFocus] = useState<string>()
  if (!detail) return live.error ? <ErrorNotice error={live.error} /> : <Skeleton rows={12} />
  const policies = results?.policies ?? []
  const policy = policies.find(({ label }) => label === focus) ?? policies[0]
  const log = results?.policyLog ?? null
  return (
    <div class="screen">
      <ScreenHeader
        title={t('{count} policies on {data}', { count: policies.length, data: log?.name ?? detail.summary.data })}
        actions={
          <>
            <Button variant="ghost" icon={Activity} onClick={() => openScreen('compare', { run })}>
              {t('Ranking')}
            </Button>
            <Button variant="ghost" icon={SlidersHorizontal} onClick={() => openScreen('bandits', {})}>
              {t('Set-up')}
            </Button>
            <Button variant="primary" icon={FileText} disabled={!results} onClick={() => openScreen('report', { run })}>
              {t('Make report')}
            </Button>
          </>
        }
      >
        {isActive(detail) ? (
          <>
            <StateBadge state={detail.summary.state} />
            <span class="header-progress">
              <ProgressBar bare label={t('Comparison')} fraction={detail.fraction} />
            </span>
          </>
        ) : (
          <StateBadge state={detail.summary.state}>
            {detail.summary.state === 'done'
              ? t('Done in {time}', { time: formatSeconds(detail.summary.seconds) })
              : undefined}
          </StateBadge>
        )}
        {log && <span class="elide">{describeLog(log)}</span>}
      </ScreenHeader>
      {log?.note && <Banner level="warning">{tMaybe(log.note)}</Banner>}
      {!policies.length || !results ? (
        <EmptyState>
          {isActive(detail)
            ? t('Policies are valued as soon as their models are trained.')
            : t('This run valued no policies. Start one from the set-up of this screen.')}
        </EmptyState>
      ) : (
        <Split direction="column" fixed="second" size={360} minimum={160} name="bandits-bottom" label={t('Regret')}>
          <Split
            direction="row"
            fixed="second"
            size={432}
            minimum={260}
            name="bandits-right"
            label={t('Estimators agree?')}
          >
            <Panel
              title={t('Policy value')}
              sub={t('both lenses')}
              flush
              grow
              actions={
                estimators.length > 0 && (
                  <Select
                    inline
                    label={t('Estimator')}
                    value={estimator}
                    options={estimators.map((value) => ({ value, label: estimatorTitle(value) }))}
                    onChange={choose}
                  />
                )
              }
            >
              <PolicyTable
                results={results}
                metric={detail.experiment.metrics[0] ?? ''}
                estimator={estimator}
                focus={policy?.label}
                onFocus={setFocus}
              />
              <p class="panel-foot">{footLine(log, detail.experiment.policies?.clip ?? null)}</p>
            </Panel>
            <EstimatorsPanel policy={policy} log={log} />
          </Split>
          <div class="compare-bottom">
            <RegretPanel policies={policies} />
            <OverlapPanel policies={policies} focus={policy} clip={detail.experiment.policies?.clip ?? null} />
          </div>
        </Split>
      )}
    </div>
  )
}

const describeLog = ({ rounds, rewards, uniform }: NonNullable<RunResults['policyLog']>) =>
  uniform
    ? t('{rounds} rounds, {rewards} rewards, logged uniformly at random', { rounds, rewards })
    : t('{rounds} rounds, {rewards} rewards, logged with known propensities', { rounds, rewards })

function footLine(log: RunResults['policyLog'], clip: number | null): string {
  return [
    log ? t('dashed line: value of the logging policy, {value} per round', { value: formatNumber(log.value, 4) }) : '',
    clip === null ? t('weights not clipped') : t('weights clipped above {clip}', { clip: formatCount(clip) }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function EstimatorsPanel({
  policy,
  log,
}: {
  readonly policy: PolicyResult | undefined
  readonly log: RunResults['policyLog']
}) {
  const figure = useMemo(() => policy && estimatorsFigure(policy, log, t), [policy, log, language.value])
  const off = policy?.estimates.filter(({ value, note }) => value === null && note !== null) ?? []
  return (
    <Panel title={t('Estimators agree?')} sub={policy?.label}>
      {figure && <Chart figure={figure} empty={t('No estimate: the log has no propensities.')} />}
      {off.map(({ estimator, note }) => (
        <p key={estimator} class="quiet">
          {estimatorTitle(estimator)}: {tMaybe(note!)}
        </p>
      ))}
    </Panel>
  )
}

function RegretPanel({ policies }: { readonly policies: readonly PolicyResult[] }) {
  const figure = useMemo(() => regretFigure(policies, t), [policies, language.value])
  return (
    <Panel title={t('Regret by simulation')} sub={t('feedback drawn from the log')}>
      <Chart figure={figure} empty={t('No simulation was asked for.')} />
    </Panel>
  )
}

interface OverlapProps {
  readonly policies: readonly PolicyResult[]
  readonly focus: PolicyResult | undefined
  readonly clip: number | null
}

function OverlapPanel({ policies, focus, clip }: OverlapProps) {
  const drawn = [...(focus ? [focus] : []), ...policies.filter((one) => one !== focus)].slice(0, 3)
  const figure = useMemo(() => overlapFigure(drawn, clip, t), [policies, focus, clip, language.value])
  return (
    <Panel title={t('Overlap')} sub={t('{count} of {total} policies', { count: drawn.length, total: policies.length })}>
      <Chart figure={figure} empty={t('The log has no propensities: overlap cannot be told.')} />
      <p class="quiet">{t('Weights far right rest on few rounds; weights near 0 use none.')}</p>
    </Panel>
  )
}
