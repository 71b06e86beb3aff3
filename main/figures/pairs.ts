import type { Family } from '../contract/api/models.ts'
import type { PairedValues } from '../contract/api/runs.ts'
import type { Figure, FigurePoint } from './figure.ts'
import { formatDifference, formatPercent, metricTitle } from './format.ts'
import { safe } from './leaderboard.ts'
import { niceStep } from './scale.ts'
import { familyMarker } from './theme.ts'
import { english, type Translate } from './words.ts'

export interface NamedModel {
  readonly label: string
  readonly family: Family
}

/** Per-user differences b − a of two models, for the users where both have a value. */
export function differences(pairs: PairedValues, a: string, b: string): number[] {
  const first = pairs.values[pairs.models.indexOf(a)] ?? []
  const second = pairs.values[pairs.models.indexOf(b)] ?? []
  return first.flatMap((value, at) => {
    const other = second[at]
    return value === null || other === null || other === undefined ? [] : [other - value]
  })
}

/** How often and by how much model `b` differs from model `a` for one user: a histogram centred on zero. */
export function pairedDifferencesFigure(
  pairs: PairedValues,
  a: NamedModel,
  b: NamedModel,
  t: Translate = english,
): Figure {
  const values = differences(pairs, a.label, b.label)
  const share = (count: number) => formatPercent(values.length ? count / values.length : null)
  const worse = values.filter((value) => value < -1e-12).length
  const better = values.filter((value) => value > 1e-12).length
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const bins = centredBins(values)
  const reach = bins.at(-1)?.to ?? 0.5
  const name = metricTitle(pairs.metric)
  return {
    id: `pair-${safe(pairs.metric)}`,
    title: t(
      '{b} minus {a} by {metric}: mean over users {mean}, better for {better} of {count} users, worse for {worse}',
      {
        a: a.label,
        b: b.label,
        metric: name,
        mean: formatDifference(mean),
        better: share(better),
        worse: share(worse),
        count: String(values.length),
      },
    ),
    x: {
      title: t('{metric}, {b} minus {a}, per user', { metric: name, a: a.label, b: b.label }),
      scale: 'linear',
      format: 'signed',
      domain: [-reach, reach],
    },
    y: { title: t('Users'), scale: 'linear', format: 'count', fromZero: true },
    marks: [
      {
        kind: 'histogram',
        bins: bins.map((bin) => ({
          ...bin,
          colour: bin.from < 0 && bin.to > 0 ? 'markSoft' : bin.to <= 0 ? a.family : b.family,
        })),
      },
      { kind: 'rule', axis: 'x', at: mean, label: t('mean over users {value}', { value: formatDifference(mean) }) },
      {
        kind: 'note',
        x: -reach * 0.98,
        height: 0.42,
        text: t('worse for {share}', { share: share(worse) }),
        anchor: 'start',
      },
      {
        kind: 'note',
        x: reach * 0.98,
        height: 0.42,
        text: t('better for {share}', { share: share(better) }),
        anchor: 'end',
      },
    ],
    table: { columns: [t('From'), t('To'), t('Users')], rows: bins.map(({ from, to, count }) => [from, to, count]) },
  }
}

/** An odd number of equal bins around zero, so that "no difference" has a bin of its own; the outer bins hold the extremes. */
function centredBins(values: readonly number[]) {
  const sizes = values.map(Math.abs).sort((x, y) => x - y)
  const reach = Math.max(sizes[Math.floor(sizes.length * 0.99)] ?? 0, 1e-6)
  const step = niceStep(2 * reach, 32)
  const half = Math.max(3, Math.ceil(reach / step - 0.5))
  const bins = Array.from({ length: 2 * half + 1 }, (_, at) => ({
    from: (at - half - 0.5) * step,
    to: (at - half + 0.5) * step,
    count: 0,
  }))
  for (const value of values) bins[Math.min(2 * half, Math.max(0, Math.round(value / step) + half))]!.count++
  return bins
}

interface Segment {
  readonly text: string
  readonly members: readonly number[]
}

/** A third of the users each, by their training events; the bounds are in the words. */
export function activitySegments(activity: readonly number[], t: Translate = english): Segment[] {
  const sorted = activity.toSorted((a, b) => a - b)
  if (!sorted.length) return []
  const low = Math.ceil(sorted[Math.floor(sorted.length / 3)]!)
  const high = Math.max(low, Math.floor(sorted[Math.min(sorted.length - 1, Math.floor((2 * sorted.length) / 3))]!))
  const members = (test: (events: number) => boolean) => activity.flatMap((events, at) => (test(events) ? [at] : []))
  return [
    { text: t('Light, < {count} events', { count: String(low) }), members: members((n) => n < low) },
    {
      text: t('Medium, {low} – {high}', { low: String(low), high: String(high) }),
      members: members((n) => n >= low && n <= high),
    },
    { text: t('Heavy, > {count}', { count: String(high) }), members: members((n) => n > high) },
  ].filter((segment) => segment.members.length)
}

/** Each model's mean among light, medium and heavy users, with the normal 95 % interval of the mean. */
export function segmentFigure(pairs: PairedValues, models: readonly NamedModel[], t: Translate = english): Figure {
  const segments = activitySegments(pairs.activity, t)
  const name = metricTitle(pairs.metric)
  const cells = segments.flatMap((segment, row) =>
    models.flatMap((model, at) => {
      const column = pairs.values[pairs.models.indexOf(model.label)]
      if (!column) return []
      const values = segment.members.flatMap((user) => column[user] ?? [])
      const summary = summarise(values)
      const y = row + (at - (models.length - 1) / 2) * Math.min(0.22, 0.8 / Math.max(1, models.length))
      return summary ? [{ segment, model, y, ...summary }] : []
    }),
  )
  return {
    id: `segments-${safe(pairs.metric)}`,
    title: t('{metric} of {count} models by user activity, with 95 % intervals', {
      metric: name,
      count: String(models.length),
    }),
    x: {
      title: t('{metric} (mean, 95 % interval)', { metric: name }),
      scale: 'linear',
      format: 'number',
      fromZero: true,
    },
    y: {
      title: '',
      scale: 'category',
      format: 'count',
      categories: segments.map(({ text, members }) => ({ text, detail: `n = ${members.length}` })),
    },
    marks: [
      {
        kind: 'points',
        points: cells.map(({ model, y, mean, low, high }): FigurePoint => ({
          x: mean,
          y,
          name: model.label,
          xInterval: [low, high],
          look: { colour: model.family, marker: familyMarker[model.family] },
        })),
      },
    ],
    key: models.map(({ label, family }) => ({ text: label, look: { colour: family, marker: familyMarker[family] } })),
    table: {
      columns: [t('Users'), t('Model'), name, t('Low'), t('High')],
      rows: cells.map(({ segment, model, mean, low, high }) => [segment.text, model.label, mean, low, high]),
    },
  }
}

function summarise(values: readonly number[]) {
  if (!values.length) return undefined
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1)
  const half = 1.96 * Math.sqrt(variance / values.length)
  return { mean, low: mean - half, high: mean + half }
}
