import type { RunResults } from '../contract/api/runs.ts'
import { frontier } from './comparison.ts'
import { dashes, type Axis, type Figure, type FigurePoint, type Mark } from './figure.ts'
import { formatCount, formatMetric, higherIsBetter, metricTitle, metricUnit } from './format.ts'
import { safe } from './leaderboard.ts'
import { familyMarker } from './theme.ts'
import { english, type Translate } from './words.ts'

/** Training plus evaluation seconds as an axis beside the metrics. */
export const secondsAxis = 'seconds'

type Line = Extract<Mark, { readonly kind: 'line' }>

interface Options {
  readonly x: string
  readonly y: string
  readonly selected?: readonly string[]
}

/** One model at several strengths λ of a reranking: its way through the trade-off, by λ. */
interface Path {
  readonly name: string
  readonly family: RunResults['models'][number]['family']
  readonly places: readonly { readonly lambda: number; readonly label: string }[]
}

/** Models that differ in the setting `lambda` alone, from two strengths on, each in order of λ. */
export function lambdaPaths(models: RunResults['models']): readonly Path[] {
  const groups = new Map<string, RunResults['models'][number][]>()
  for (const model of models) {
    const { lambda, ...others } = model.config
    if (typeof lambda !== 'number') continue
    const key = JSON.stringify([model.id, Object.entries(others).sort()])
    groups.set(key, [...(groups.get(key) ?? []), model])
  }
  return [...groups.values()]
    .filter((group) => new Set(group.map(({ config }) => config['lambda'])).size > 1)
    .map((group) => {
      const places = group.map((model) => ({ lambda: model.config['lambda'] as number, label: model.label }))
      const { label, family, config } = group[0]!
      const title = label.replace(/ \(.*$/, '')
      const base = config['base']
      return {
        name: typeof base === 'string' ? `${title}, ${base}` : title,
        family,
        places: places.sort((a, b) => a.lambda - b.lambda),
      }
    })
}

type Value = { mean: number; interval: readonly [number, number] | undefined }

/**
 * Two qualities of every model against each other, with intervals, direct labels and the frontier of models that none beats on both. A single
 * point far off the others is drawn at the edge with its value, so that the rest stay apart. One reranking at several λ is joined by a line.
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
  const placed = new Map(points.map((point) => [point.name, point]))
  const paths = lambdaPaths(models.map(({ model }) => model)).map(({ name, family, places }, path): Line => {
    const way = places.map(({ label }) => placed.get(label)!)
    const text = t('{name} by λ, from {low} to {high}', {
      name,
      low: String(places[0]!.lambda),
      high: String(places.at(-1)!.lambda),
    })
    return {
      kind: 'line',
      name: text,
      look: { colour: family, dash: dashes[path % dashes.length]!, marker: 'none' },
      x: way.map(({ x: across }) => across),
      y: way.map(({ y: up }) => up),
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
      ...paths,
      { kind: 'points', points },
    ],
    key: [
      { text: t('frontier: no model is better on both'), look: { colour: 'quiet', dash: 'dotted' } },
      ...paths.map(({ name, look }) => ({ text: name, look })),
    ],
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
  if (found.low === null || found.high === null) return { mean: found.mean, interval: undefined }
  const isShare = metricUnit(axis) === '%' && found.mean <= 1
  const inRange = (value: number) => (isShare ? Math.min(1, Math.max(0, value)) : value)
  return { mean: found.mean, interval: [inRange(found.low), inRange(found.high)] }
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
