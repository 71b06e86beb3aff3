import { metricsOf, rankModels, type LeaderboardRow } from '../../figures/comparison.ts'
import {
  formatDifference,
  formatMetric,
  formatP,
  formatSeconds,
  higherIsBetter,
  metricTitle,
} from '../../figures/format.ts'
import { correctionMark, describeSignificance, significanceOf } from '../../figures/significance.ts'
import type { Translate } from '../../figures/words.ts'
import { cell, column, type Block, type ReportCell } from '../document.ts'
import type { Context } from '../input.ts'

/** Every model with its intervals and its distance from the best. */
export function leaderboardSection({ results, metric, t }: Context): Block[] {
  const rows = rankModels(results, metric)
  const others = metricsOf(results).filter((name) => name !== metric)
  const best = new Map(others.map((name) => [name, bestOf(rows, name)]))
  const failed = rows.filter(({ model }) => model.error !== null)
  return [
    {
      kind: 'table',
      id: 'leaderboard',
      caption: t(
        'Models by {metric}, best first. Bold: best value of a column. ≈: not distinguishable from the best at {level}.',
        {
          level: significanceOf(results).level,
          metric: metricTitle(metric),
        },
      ),
      columns: [
        column('#'),
        column(t('Model'), false),
        column(metricTitle(metric)),
        column(t('95 % interval')),
        column(t('Δ to best')),
        column(correctedP(results, t)),
        ...others.flatMap((name) => [column(metricTitle(name)), column(t('95 % interval'))]),
        column(t('Time')),
      ],
      rows: rows.map((row) => [
        cell(row.rank === null ? '–' : String(row.rank), row.rank),
        { text: row.model.label, family: row.model.family },
        { ...cell(formatMetric(row.value?.mean, metric), row.value?.mean ?? null), best: row.best },
        interval(row, metric),
        cell(row.best ? t('best') : formatDifference(row.difference), row.difference),
        cell(row.best ? '' : row.tied ? `≈ ${formatP(row.p)}` : formatP(row.p), row.p),
        ...others.flatMap((name) => [
          {
            ...cell(formatMetric(row.model.metrics[name]?.mean, name), row.model.metrics[name]?.mean ?? null),
            best: row.model.metrics[name]?.mean === best.get(name),
          },
          interval(row, name),
        ]),
        cell(
          formatSeconds(row.model.seconds.train + row.model.seconds.evaluate, t),
          row.model.seconds.train + row.model.seconds.evaluate,
        ),
      ]),
    },
    ...failed.map(({ model }): Block => ({ kind: 'warning', text: `${model.label}: ${model.error!.split('\n')[0]}` })),
  ]
}

function interval({ model }: LeaderboardRow, metric: string): ReportCell {
  const found = model.metrics[metric]
  if (!found || found.low === null || found.high === null) return cell('–', null)
  const text = `${formatMetric(found.low, metric)} – ${formatMetric(found.high, metric)}`
  return cell(text, [found.low, found.high])
}

function bestOf(rows: readonly LeaderboardRow[], metric: string): number | undefined {
  const means = rows.flatMap(({ model }) => model.metrics[metric]?.mean ?? [])
  if (!means.length) return undefined
  return higherIsBetter(metric) ? Math.max(...means) : Math.min(...means)
}

const effectTitles = {
  'cohens-d-z': 'Effect (Cohen’s d_z)',
  'rank-biserial': 'Effect (rank-biserial)',
  'win-difference': 'Effect (wins − losses, share)',
} as const

function correctedP(results: Context['results'], t: Translate): string {
  const mark = correctionMark[significanceOf(results).correction]
  return mark === '' ? t('p, uncorrected') : t('p ({correction})', { correction: mark })
}

/** The paired tests of every metric. */
export function significanceSection({ results, t }: Context): Block[] {
  if (!results.tests.length) return [{ kind: 'paragraph', text: t('No paired tests were possible.') }]
  return [
    {
      kind: 'paragraph',
      text: t(
        'Each model is compared with the best one by the same users’ values, a user’s value being the mean over folds: {tests} over the comparisons of a metric; p is two-sided.',
        { tests: describeSignificance(results, t) },
      ),
    },
    {
      kind: 'table',
      id: 'significance',
      caption: t('Paired tests against the best model of each metric'),
      columns: [
        column(t('Metric'), false),
        column(t('Best'), false),
        column(t('Compared'), false),
        column(t('Mean difference over users')),
        column(t('{confidence} % interval', { confidence: 100 - 100 * significanceOf(results).level })),
        column(t(effectTitles[results.tests[0]?.effectSize ?? 'cohens-d-z'])),
        column('p'),
        column(correctedP(results, t)),
      ],
      rows: results.tests.map(({ metric, a, b, difference, low, high, effect, p, adjusted }) => [
        cell(metricTitle(metric), metric),
        cell(a),
        cell(b),
        cell(formatDifference(difference), difference),
        low === null || high === null
          ? cell('–', null)
          : cell(`${formatDifference(low)} – ${formatDifference(high)}`, [low, high]),
        cell(effect === null ? '–' : effect.toFixed(2).replace('-', '−'), effect),
        cell(formatP(p), p),
        cell(formatP(adjusted), adjusted),
      ]),
    },
  ]
}
