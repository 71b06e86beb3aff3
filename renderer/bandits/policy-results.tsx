import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PolicyResult, RunResults } from '../../main/contract/api/runs.ts'
import { estimatorIds, estimatorTitle, percentOf, roundsPerValue } from '../../main/figures/policies.ts'
import { defaultConfidence, defaultInterval, hasLens, type PolicyPlan } from '../../main/contract/policy-plan.ts'
import type { FinishedProps } from '../compare/finished.tsx'
import { FinishedHeader } from '../compare/finished-header.tsx'
import { useWide } from '../compare/use-wide.ts'
import { Select } from '../components/fields.tsx'
import { EmptyState } from '../components/notice.tsx'
import { Split } from '../components/split.tsx'
import { formatCount, formatNumber } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { datasets } from '../state/datasets.ts'
import { recall, remember } from '../state/memory.ts'
import { describeRanking, rankingFor } from './describe-ranking.ts'
import { firstEstimator } from './estimators.ts'
import { OutcomePanel } from './outcome-panel.tsx'
import { intervalTitle } from './plan-words.ts'
import { PolicyBanner } from './policy-banner.tsx'
import { EstimatorsPanel, OverlapPanel } from './policy-panels.tsx'
import { PolicyTable } from './policy-table.tsx'
import { rankPolicies } from './rank-policies.ts'
import { simulatedSoFar } from './simulated.ts'

/** Policies valued honestly: estimates with what they rest on, whether estimators agree, overlap with the log, and regret in simulation. */
export function PolicyResults({ detail, results, data, live, onPage }: FinishedProps) {
  const { policies, policyLog: log } = results
  const { experiment } = detail
  const plan = experiment.policies
  const clip = plan?.clip ?? null
  const confidence = plan?.confidence ?? defaultConfidence
  const wide = useWide()
  const { present, usable } = useMemo(() => estimatorsOf(policies), [policies])
  const [wanted, want] = useState<string>()
  useEffect(() => {
    void recall<string>('bandits-estimator').then((kept) => typeof kept === 'string' && want(kept))
  }, [])
  const estimator = wanted !== undefined && usable.includes(wanted) ? wanted : firstEstimator(usable)
  const rows = useMemo(() => rankPolicies(policies, estimator), [policies, estimator])
  const [chosen, choose] = useState<string>()
  const focus = rows.find(({ label }) => label === chosen) ?? rows[0]
  const source = datasets.value?.find(({ name }) => name === log?.name)?.title ?? log?.name ?? data
  const select = (label: string) => choose(label)
  const simulated = useMemo(
    () => simulatedSoFar(rows, live.history, detail.lanes),
    [rows, live.history.simulations, detail.lanes],
  )
  const ranking = log ? rankingFor(results, estimator) : undefined
  const outcome = focus && (
    <OutcomePanel
      detail={detail}
      results={results}
      policies={rows}
      simulated={simulated}
      focus={focus}
      data={source}
      wide={wide}
    />
  )
  return (
    <div class="screen">
      <FinishedHeader
        detail={detail}
        results={results}
        data={data}
        live={live}
        onPage={onPage}
        screen="bandits"
        title={t('{count} policies on {data}', { count: policies.length || results.models.length, data: source })}
      >
        {log && (
          <span class="elide" title={describeLog(log)}>
            {describeLog(log)}
          </span>
        )}
      </FinishedHeader>
      <PolicyBanner results={results} estimator={estimator} data={data} experiment={experiment} />
      {!focus ? (
        <EmptyState>{t('Policies are valued as soon as their models are trained.')}</EmptyState>
      ) : (
        <Split
          direction="column"
          fixed="second"
          size={wide ? 384 : 320}
          minimum={170}
          name="bandits-bottom"
          label={t('Simulation and experiments')}
        >
          <Split
            direction="row"
            fixed="second"
            size={wide ? 432 : 376}
            minimum={260}
            name="bandits-right"
            label={t('Estimators agree?')}
          >
            <PolicyTable
              results={results}
              rows={rows}
              metric={experiment.metrics[0] ?? ''}
              estimator={estimator}
              focus={focus.label}
              onFocus={select}
              wide={wide}
              foot={footLine(log, plan)}
              ranking={ranking ? describeRanking(ranking, policies) : ''}
              isRanked={hasLens(plan, 'ranking')}
              isSimulated={hasLens(plan, 'simulation')}
              confidence={confidence}
              actions={
                present.length > 0 && (
                  <div class="head-select">
                    {wide && (
                      <span class="quiet nowrap" title={t('The clip is chosen in Set-up.')}>
                        {clip === null ? t('No clip') : t('Clip {clip}', { clip })}
                      </span>
                    )}
                    <Select
                      inline
                      label={t('Estimator')}
                      value={estimator ?? ''}
                      options={present.map((id) => ({
                        value: id,
                        label: usable.includes(id)
                          ? estimatorTitle(id)
                          : t('{title}: off', { title: estimatorTitle(id) }),
                        disabled: !usable.includes(id),
                      }))}
                      onChange={(id) => {
                        want(id)
                        remember('bandits-estimator', id)
                      }}
                    />
                  </div>
                )
              }
            />
            <EstimatorsPanel
              policies={rows}
              focus={focus}
              estimator={estimator}
              log={log}
              confidence={confidence}
              onFocus={select}
            />
          </Split>
          {log ? (
            <Split
              direction="row"
              fixed="second"
              size={wide ? 432 : 376}
              minimum={260}
              name="bandits-overlap"
              label={t('Overlap')}
            >
              {outcome}
              <OverlapPanel policies={rows} focus={focus} clip={clip} />
            </Split>
          ) : (
            <>{outcome}</>
          )}
        </Split>
      )}
    </div>
  )
}

/** Estimators that were asked for, and those that gave a value for some policy. */
function estimatorsOf(policies: readonly PolicyResult[]) {
  const estimates = policies.flatMap((policy) => policy.estimates)
  const present = estimatorIds.filter((id) => estimates.some(({ estimator }) => estimator === id))
  const usable = present.filter((id) => estimates.some(({ estimator, value }) => estimator === id && value !== null))
  return { present, usable }
}

const describeLog = ({ rounds, rewards, uniform }: NonNullable<RunResults['policyLog']>) =>
  uniform
    ? t('{rounds} rounds, {rewards} rewards, logged uniformly at random', { rounds, rewards })
    : t('{rounds} rounds, {rewards} rewards, logged with known propensities', { rounds, rewards })

function footLine(log: RunResults['policyLog'], plan: PolicyPlan | undefined): string {
  if (!log)
    return hasLens(plan, 'simulation')
      ? t('mean reward and regret of {rounds} simulated rounds', { rounds: plan?.rounds ?? 0 })
      : ''
  const per = roundsPerValue(log)
  const value = formatNumber(log.value * per, per === 1 ? 3 : 1)
  return [
    per === 1
      ? t('dashed line: value of the logging policy, {value} per round', { value })
      : t('dashed line: value of the logging policy, {value} per 1,000 rounds', { value }),
    clipText(plan?.clip ?? null),
    t('{level} % intervals: {kind}', {
      level: percentOf(plan?.confidence ?? defaultConfidence),
      kind: intervalTitle(plan?.interval ?? defaultInterval),
    }),
  ].join(' · ')
}

const clipText = (clip: number | null) =>
  clip === null ? t('weights not clipped') : t('weights clipped above {clip}', { clip: formatCount(clip) })
