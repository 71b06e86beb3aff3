import type { RunResults } from '../contract/api/runs.ts'
import { frontier } from './comparison.ts'
import type { Axis, Figure, FigurePoint } from './figure.ts'
import { formatCount, formatMetric, higherIsBetter, metricTitle, metricUnit } from './format.ts'
import { safe } from './leaderboard.ts'
import { familyMarker } from './theme.ts'
import { english, type Translate } from './words.ts'

/** Training plus evaluation seconds as an axis beside the metrics. */
export const secondsAxis = 'seconds'

interface Options {
  readonly x: string
  readonly y: string
  readonly selected?: readonly string[]
}

type Value = { mean: number; interval: readonly [number, number] | undefined }

/**
 * Two qualities of every model against each other, with intervals, direct labels and the frontier of models that none beats on both. A single
 * point far off the others is drawn at the edge with its value, so that the rest stay apart.
 */
export function tradeOffFigure(results: RunResults, { x, y, selected = [] }: Options, t: Translate = english): Figure {
  const models = results.models.flatMap((model) => {
    const across = valueOf(model, x)
    const up = valueOf(model, y)
    return across && up ? [{ model, across, up }] : []
  })
  const xLimit = x === secondsAxis ? Infinity : limitOf(models.map(({ across }) => across.mean))
  const better = (metric: string, value: number) => (metric === secondsAxis || !higherIsBetter(metric) ? -value : value)
  const front = frontier(
    models.map((entry) => ({ entry, x: better(x, entry.across.mean), y: better(y, entry.up.mean) })),
  ).map(({ entry }) => entry)
  const points = models.map(({ model, across, up }): FigurePoint => {
    const outside = across.mean > xLimit
    const strong = selected.includes(model.label)
    return {
      x: Math.min(across.mean, xLimit),
      y: up.mean,
      name: model.label,
      label: outside
        ? t('{name}, at {value} →', { name: model.label, value: formatMetric(across.mean, x) })
        : model.label,
      strong,
      look: { colour: model.family, marker: familyMarker[model.family], strong },
      ...(up.interval ? { yInterval: up.interval } : {}),
      ...(across.interval && !outside ? { xInterval: across.interval } : {}),
    }
  })
  const inside = front.filter(({ across }) => across.mean <= xLimit)
  return {
    id: `trade-off-${safe(x)}-${safe(y)}`,
    title: t('{y} against {x} of {count} models; {front} are on the frontier', {
      x: titleOf(x, t),
      y: titleOf(y, t),
      count: String(models.length),
      front: String(front.length),
    }),
    x: axisOf(
      x,
      results,
      t,
      xLimit,
      points.map((point) => point.x),
    ),
    y: axisOf(y, results, t, Infinity, []),
    marks: [
      {
        kind: 'line',
        name: t('frontier: no model is better on both'),
        look: { colour: 'quiet', dash: 'dotted', soft: true },
        x: inside.map(({ across }) => across.mean),
        y: inside.map(({ up }) => up.mean),
      },
      { kind: 'points', points },
    ],
    key: [{ text: t('frontier: no model is better on both'), look: { colour: 'quiet', dash: 'dotted' } }],
    table: {
      columns: [t('Model'), titleOf(x, t), titleOf(y, t), t('On the frontier')],
      rows: models.map((entry) => [
        entry.model.label,
        entry.across.mean,
        entry.up.mean,
        front.includes(entry) ? t('yes') : t('no'),
      ]),
    },
  }
}

function valueOf({ metrics, seconds, state }: RunResults['models'][number], axis: string): Value | null {
  if (axis === secondsAxis)
    return state === 'queued' ? null : { mean: Math.max(0.01, seconds.train + seconds.evaluate), interval: undefined }
  const found = metrics[axis]
  if (!found || found.mean === null) return null
  return { mean: found.mean, interval: found.low === null || found.high === null ? undefined : [found.low, found.high] }
}

const titleOf = (axis: string, t: Translate) => (axis === secondsAxis ? t('Time') : metricTitle(axis))

function axisOf(axis: string, results: RunResults, t: Translate, limit: number, values: readonly number[]): Axis {
  if (axis === secondsAxis)
    return { title: t('Time, training and evaluation (seconds, log)'), scale: 'log', format: 'number' }
  const percent = metricUnit(axis) === '%'
  const title = percent
    ? t('{metric} (% of {items} items)', { metric: metricTitle(axis), items: formatCount(results.data.items) })
    : t('{metric} (mean, 95 % interval)', { metric: metricTitle(axis) })
  return {
    title,
    scale: 'linear',
    format: percent ? 'percent' : 'number',
    fromZero: higherIsBetter(axis),
    ...(Number.isFinite(limit) && values.some((value) => value >= limit) ? { domain: [0, limit] as const } : {}),
  }
}

/** Where the axis ends: past the second largest when the largest is more than twice as far. */
function limitOf(values: readonly number[]): number {
  const [largest, second] = values.toSorted((a, b) => b - a)
  if (values.length < 4 || largest === undefined || second === undefined || second <= 0) return Infinity
  return largest > 2 * second ? second * 1.15 : Infinity
}
