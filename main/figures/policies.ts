import type { PolicyEstimate, PolicyResult, RunResults } from '../contract/api/runs.ts'
import { dashWithin } from './curves.ts'
import type { Figure, FigurePoint, Mark } from './figure.ts'
import { formatNumber } from './format.ts'
import { familyMarker } from './theme.ts'
import { english, type Translate } from './words.ts'

export { regretFigure } from './policies-simulation.ts'

export const estimateOf = (policy: PolicyResult, estimator: string): PolicyEstimate | undefined =>
  policy.estimates.find((estimate) => estimate.estimator === estimator && estimate.value !== null)

/** 0.95 as `95`, 0.995 as `99.5`. */
export const percentOf = (confidence: number) => String(Number((confidence * 100).toFixed(2)))

/** Rounds that a value is given for: 1,000 where rewards are as rare as clicks, otherwise 1. */
export const roundsPerValue = (log: RunResults['policyLog']) => (log && log.value > 0 && log.value < 0.1 ? 1000 : 1)

/** The value of each policy by one estimator, with the logging policy's value as a dashed line. */
export function policyValueFigure(
  policies: readonly PolicyResult[],
  estimator: string,
  log: RunResults['policyLog'],
  t: Translate = english,
  confidence = 0.95,
): Figure {
  const rows = policies
    .flatMap((policy) => {
      const estimate = estimateOf(policy, estimator)
      return estimate ? [{ policy, estimate }] : []
    })
    .sort((a, b) => b.estimate.value! - a.estimate.value!)
  return intervals(
    `policy-value-${estimator}`,
    t('Value of {count} policies by {estimator}, with {level} % intervals', {
      level: percentOf(confidence),
      count: String(rows.length),
      estimator: estimatorTitle(estimator),
    }),
    rows.map(({ policy, estimate }) => ({ text: policy.label, estimate, family: policy.family })),
    log,
    t,
    confidence,
  )
}

/** All estimates of one policy's value, to see whether they agree. */
export function estimatorsFigure(
  policy: PolicyResult,
  log: RunResults['policyLog'],
  t: Translate = english,
  confidence = 0.95,
): Figure {
  const rows = policy.estimates.filter(({ value }) => value !== null)
  return intervals(
    'estimators',
    t('Value of {policy} by {count} estimators, with {level} % intervals', {
      level: percentOf(confidence),
      policy: policy.label,
      count: String(rows.length),
    }),
    rows.map((estimate) => ({ text: estimatorTitle(estimate.estimator), estimate, family: policy.family })),
    log,
    t,
    confidence,
  )
}

function intervals(
  id: string,
  title: string,
  rows: readonly { text: string; estimate: PolicyEstimate; family: PolicyResult['family'] }[],
  log: RunResults['policyLog'],
  t: Translate,
  confidence: number,
): Figure {
  const per = roundsPerValue(log)
  const level = percentOf(confidence)
  const unit =
    per === 1
      ? t('Reward per round (mean, {level} % interval)', { level })
      : t('Reward per 1,000 rounds (mean, {level} % interval)', { level })
  return {
    id,
    title,
    x: { title: unit, scale: 'linear', format: 'number', fromZero: true },
    y: { title: '', scale: 'category', format: 'count', categories: rows.map(({ text }) => ({ text })) },
    marks: [
      ...(log ? [{ kind: 'rule', axis: 'x', at: log.value * per, label: t('log') } as const] : []),
      {
        kind: 'points',
        points: rows.map(({ text, estimate, family }, row): FigurePoint => ({
          x: estimate.value! * per,
          y: row,
          name: text,
          look: { colour: family, marker: familyMarker[family] },
          ...(estimate.low === null || estimate.high === null
            ? {}
            : { xInterval: [estimate.low * per, estimate.high * per] as const }),
        })),
      },
    ],
    table: {
      columns: ['', t('Value'), t('Low'), t('High'), t('Effective sample')],
      rows: rows.map(({ text, estimate: { value, low, high, effectiveSample } }) => [
        text,
        value,
        low,
        high,
        effectiveSample,
      ]),
    },
  }
}

const titles: Readonly<Record<string, string>> = {
  replay: 'Replay',
  ips: 'IPS',
  'clipped-ips': 'IPS, clipped',
  snips: 'SNIPS',
  'sg-ips': 'IPS, sub-Gaussian',
  dm: 'DM',
  dr: 'DR',
  sndr: 'SNDR',
  'switch-dr': 'Switch-DR',
  dros: 'DRos',
  'sg-dr': 'DR, sub-Gaussian',
  mrdr: 'MRDR',
  mips: 'MIPS',
  snmips: 'MIPS, self-normalised',
  iips: 'IIPS (visits)',
  sniips: 'IIPS, self-normalised',
  rips: 'RIPS (visits)',
  snrips: 'RIPS, self-normalised',
  sips: 'SIPS (visits)',
  snsips: 'SIPS, self-normalised',
  'cascade-dr': 'Cascade-DR (visits)',
}

/** Ids of the off-policy estimators, from what needs least to what needs most. */
export const estimatorIds: readonly string[] = Object.keys(titles)
export const estimatorTitle = (estimator: string) => titles[estimator] ?? estimator

/** How the importance weights of some policies are distributed over the logged rounds, on a log axis. */
export function overlapFigure(policies: readonly PolicyResult[], clip: number | null, t: Translate = english): Figure {
  const drawn = policies.filter(({ overlap }) => overlap.length)
  const ends = drawn.flatMap(({ overlap }) => overlap.flatMap(({ from, to }) => [from, to])).filter((end) => end > 0)
  const lowest = Math.max(0.001, Math.min(1, ...ends))
  const largest = Math.max(10, ...ends)
  return {
    id: 'overlap',
    title: t('Importance weights of {count} policies over the logged rounds', { count: String(drawn.length) }),
    x: {
      title: t('Importance weight, target ÷ logging probability (log)'),
      scale: 'log',
      format: 'number',
      domain: [lowest, largest],
    },
    y: { title: t('Logged rounds (%)'), scale: 'linear', format: 'percent', fromZero: true },
    marks: [
      ...(clip === null
        ? []
        : [
            {
              kind: 'zone',
              from: clip,
              to: largest,
              label: t('clipped above {clip}', { clip: formatNumber(clip, 0) }),
            } as const,
          ]),
      { kind: 'rule', axis: 'x', at: 1 },
      ...drawn.map((policy): Mark => ({
        kind: 'line',
        name: policy.label,
        look: { colour: policy.family, dash: dashWithin(drawn, policy) },
        step: true,
        x: policy.overlap.flatMap(({ from, to }) => [Math.max(lowest, from), Math.max(lowest, to)]),
        y: policy.overlap.flatMap(({ share }) => [share, share]),
      })),
    ],
    key: drawn.map((policy) => ({
      text: policy.label,
      look: { colour: policy.family, dash: dashWithin(drawn, policy) },
    })),
    table: {
      columns: [t('Policy'), t('From'), t('To'), t('Share of rounds')],
      rows: drawn.flatMap(({ label, overlap }) => overlap.map(({ from, to, share }) => [label, from, to, share])),
    },
  }
}
