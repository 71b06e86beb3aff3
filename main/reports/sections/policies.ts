import { formatCount, formatNumber } from '../../figures/format.ts'
import { estimatorTitle, overlapFigure, policyValueFigure, regretFigure } from '../../figures/policies.ts'
import { cell, column, type Block } from '../document.ts'
import type { Context } from '../input.ts'

/** Policy values from the log and by simulation; nothing when no policies were valued. */
export function policiesSection({ results, detail, t }: Context): Block[] {
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
        kind: policyLog.uniform ? t('logged uniformly at random') : t('logged by a policy with known propensities'),
      }),
    })
  if (policyLog?.note) blocks.push({ kind: 'warning', text: policyLog.note })
  const estimates = policies.flatMap((policy) => policy.estimates.map((estimate) => ({ policy, estimate })))
  if (estimates.length)
    blocks.push({
      kind: 'table',
      id: 'policies',
      caption: t('Off-policy estimates with 95 % intervals'),
      columns: [
        column(t('Policy'), false),
        column(t('Estimator'), false),
        column(t('Value')),
        column(t('95 % interval')),
        column(t('Effective sample')),
        column(t('Largest weight')),
        column(t('Note'), false),
      ],
      rows: estimates.map(({ policy, estimate }) => [
        { text: policy.label, family: policy.family },
        cell(estimatorTitle(estimate.estimator)),
        cell(formatNumber(estimate.value, 4), estimate.value),
        estimate.low === null || estimate.high === null
          ? cell('–', null)
          : cell(`${formatNumber(estimate.low, 4)} – ${formatNumber(estimate.high, 4)}`, [estimate.low, estimate.high]),
        cell(formatCount(estimate.effectiveSample), estimate.effectiveSample),
        cell(formatNumber(policy.largestWeight, 1), policy.largestWeight),
        cell(estimate.note ?? ''),
      ]),
    })
  for (const { label, notes = [] } of policies)
    if (notes.length) blocks.push({ kind: 'paragraph', text: `${label}: ${notes.join(' ')}` })
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
  return blocks
}
