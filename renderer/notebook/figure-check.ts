import type { Figure } from '../../main/figures/figure.ts'
import type { PlotlyFigure } from '../../main/figures/plotly.ts'

const markKinds = ['line', 'band', 'points', 'bars', 'histogram', 'rule', 'zone', 'note']

/** Whether JSON from a file is one of our figures, as far as drawing it needs. */
export function isFigure(value: unknown): value is Figure {
  const { marks, x, y, table, title } = (value ?? {}) as Partial<Figure>
  const isAxis = (axis: unknown) => typeof (axis as { title?: unknown } | undefined)?.title === 'string'
  return (
    typeof title === 'string' &&
    isAxis(x) &&
    isAxis(y) &&
    Array.isArray(marks) &&
    marks.every((mark) => markKinds.includes((mark as { kind?: string }).kind ?? '')) &&
    Array.isArray(table?.columns) &&
    Array.isArray(table.rows)
  )
}

/** Trace types of the bundle that the page has; others would fail to draw. */
const traceTypes = [
  'scatter',
  'bar',
  'box',
  'heatmap',
  'histogram',
  'histogram2d',
  'histogram2dcontour',
  'contour',
  'violin',
  'pie',
  'image',
  'ternary',
]

/** Plotly JSON that may be drawn: known trace types, no links, no images from elsewhere. */
export function isPlotlyFigure(value: unknown): value is PlotlyFigure {
  const { data, layout } = (value ?? {}) as { data?: unknown; layout?: unknown }
  if (!Array.isArray(data) || typeof layout !== 'object' || layout === null) return false
  if (!data.every((trace) => traceTypes.includes((trace as { type?: string } | null)?.type ?? 'scatter'))) return false
  return !/<a\s|href|"images"\s*:|javascript:|"source"\s*:/i.test(JSON.stringify([data.map(withoutNumbers), layout]))
}

const withoutNumbers = (trace: object) =>
  Object.fromEntries(Object.entries(trace).filter(([key]) => !['x', 'y', 'z'].includes(key)))
