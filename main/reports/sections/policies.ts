import type { PolicyLogSummary } from '../../contract/api/policies.ts'
import type { PolicyResult, RunResults } from '../../contract/api/runs.ts'
import { defaultConfidence, defaultInterval, type PolicyPlan } from '../../contract/policy-plan.ts'
import { formatCount, formatNumber } from '../../figures/format.ts'
import { estimatorTitle, overlapFigure, policyValueFigure, regretFigure } from '../../figures/policies.ts'
import type { Translate } from '../../figures/words.ts'
import { cell, column, type Block } from '../document.ts'
import type { Context } from '../input.ts'
import { policyOutcomes } from './policy-outcomes.ts'

/** Policy values from the log and by simulation; nothing when no policies were valued. */
export function policiesSection(context: Context): Block[] {
  const { results, detail, t } = context
  const { policies, policyLog } = results
  if (!policies.length) return []
  const blocks: Block[] = []
  if (policyLog)
    blocks.push({
      kind: 'paragraph',
      text: t('Log {name}: {rounds} rounds, {rewards} rewards, {value} per round ({low} – {high}), {kind}.', {
        name: policyLog.name,
        rounds: formatCount(policyLog.rounds),
        rewards: formatCount(policyLog.rewards),
        value: formatNumber(policyLog.value, 4),
        low: formatNumber(policyLog.low, 4),
        high: formatNumber(policyLog.high, 4),
        kind: describeLogging(policyLog, t),
      }),
    })
  if (policyLog?.propensities?.note) blocks.push({ kind: 'warning', text: policyLog.propensities.note })
  if (policyLog?.note) blocks.push({ kind: 'warning', text: policyLog.note })
  blocks.push(...estimates(policies, detail.experiment.policies, t))
  for (const { label, notes = [] } of policies)
    if (notes.length) blocks.push({ kind: 'paragraph', text: `${label}: ${notes.join(' ')}` })
  blocks.push(...rankings(results, t))
  const shown = ['dr', 'snips', 'ips', 'replay'].find((name) =>
    policies.some((policy) => policy.estimates.some(({ estimator, value }) => estimator === name && value !== null)),
  )
  if (shown)
    blocks.push({
      kind: 'figure',
      figure: policyValueFigure(policies, shown, policyLog, t),
      caption: t('Policy value by {estimator}.', { estimator: estimatorTitle(shown) }),
      height: 60 + 26 * policies.length,
    })
  if (policies.some(({ overlap }) => overlap.length))
    blocks.push({
      kind: 'figure',
      figure: overlapFigure(policies.slice(0, 3), detail.experiment.policies?.clip ?? null, t),
      caption: t('Overlap of the policies with the log.'),
      height: 240,
    })
  if (policies.some(({ simulation }) => simulation !== null))
    blocks.push({
      kind: 'figure',
      figure: regretFigure(policies, t),
      caption: t('Regret in simulation on feedback fitted to the log.'),
      height: 280,
    })
  return [...blocks, ...policyOutcomes(context)]
}

function describeLogging({ uniform, propensities }: PolicyLogSummary, t: Translate): string {
  if (propensities?.estimated) return t('propensities estimated')
  return uniform ? t('logged uniformly at random') : t('logged by a policy with known propensities')
}

/** Every policy by every estimator; nothing when none was valued on a log. */
function estimates(policies: readonly PolicyResult[], plan: PolicyPlan | undefined, t: Translate): Block[] {
  const rows = policies.flatMap((policy) => policy.estimates.map((estimate) => ({ policy, estimate })))
  if (rows.length === 0) return []
  const percent = formatNumber(100 * (plan?.confidence ?? defaultConfidence), 0)
  const table: Block = {
    kind: 'table',
    id: 'policies',
    caption: t('Off-policy estimates with {percent} % intervals ({kind})', {
      percent,
      kind: plan?.interval ?? defaultInterval,
    }),
    columns: [
      column(t('Policy'), false),
      column(t('Estimator'), false),
      column(t('Value')),
      column(t('{percent} % interval', { percent })),
      column(t('Effective sample')),
      column(t('Largest weight')),
      column(t('Unsupported')),
      column(t('Note'), false),
    ],
    rows: rows.map(({ policy, estimate: { estimator, value, low, high, effectiveSample, note } }) => [
      { text: policy.label, family: policy.family },
      cell(estimatorTitle(estimator)),
      cell(formatNumber(value, 4), value),
      low === null || high === null
        ? cell('–', null)
        : cell(`${formatNumber(low, 4)} – ${formatNumber(high, 4)}`, [low, high]),
      cell(formatCount(effectiveSample), effectiveSample),
      cell(formatNumber(policy.largestWeight, 1), policy.largestWeight),
      policy.support
        ? cell(`${formatNumber(100 * policy.support.unsupportedShare, 1)} %`, policy.support.unsupportedShare)
        : cell('–', null),
      cell(note ?? ''),
    ]),
  }
  const unsupported = policies.flatMap(({ label, support }) =>
    support?.note ? [{ kind: 'warning', text: `${label}: ${support.note}` } as const] : [],
  )
  return [table, ...unsupported]
}

/** The order of the policies by each estimator, and how far it can be trusted. */
function rankings({ policies, policyRankings = [] }: RunResults, t: Translate): Block[] {
  if (policyRankings.length === 0) return []
  const table: Block = {
    kind: 'table',
    id: 'policy-rankings',
    caption: t(
      'Order of the policies by each estimator; rank correlation with the truth and value lost by taking the first where rewards are drawn anew from a model of them.',
    ),
    columns: [
      column(t('Estimator'), false),
      column(t('Rank correlation')),
      column(t('Regret')),
      column(t('Order'), false),
    ],
    rows: policyRankings.map(({ estimator, order, rankCorrelation, regret }) => [
      cell(estimatorTitle(estimator)),
      cell(formatNumber(rankCorrelation, 2), rankCorrelation),
      cell(formatNumber(regret, 4), regret),
      cell(order.map((place) => policies[place]!.label).join(' > ')),
    ]),
  }
  return [table]
}
