import type { Axis, Figure, Look, Marker, Mark } from './figure.ts'
import { layOut, type Layout, type Size } from './layout.ts'
import { shorten } from './text.ts'
import { dashArray, themes, type Theme } from './theme.ts'

/** A figure as Plotly reads it; plain JSON, also the body of the notebook's `application/vnd.plotly.v1+json`. */
export interface PlotlyFigure {
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly layout: Readonly<Record<string, unknown>>
}

interface PlotlyOptions extends Partial<Size> {
  readonly theme?: Theme
}

/** Plotly reads some HTML in texts; names from the data are shown as they are. */
const plain = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const symbols: Readonly<Record<Marker, string>> = {
  circle: 'circle',
  square: 'square',
  triangle: 'triangle-up',
  triangleDown: 'triangle-down',
  diamond: 'diamond',
  cross: 'cross',
  star: 'star',
  tick: 'line-ns-open',
  none: 'circle',
}

/**
 * The same figure for the page and the notebook. Margins, domains and the places of direct labels come from the same layout as the SVG, so that
 * both show the same picture.
 */
export function toPlotly(
  figure: Figure,
  { theme = themes.light, width = 640, height = 320 }: PlotlyOptions = {},
): PlotlyFigure {
  const layout = layOut(figure, { width, height })
  return {
    data: figure.marks.flatMap((mark) => traces(mark, theme)),
    layout: {
      width,
      height,
      margin: { l: layout.left, r: width - layout.right, t: layout.top, b: height - layout.bottom, pad: 0 },
      paper_bgcolor: theme.background,
      plot_bgcolor: theme.background,
      font: { family: theme.font, size: 11, color: theme.tick },
      showlegend: false,
      hovermode: figure.marks.some(({ kind }) => kind === 'line' || kind === 'band') ? 'x' : 'closest',
      hoverlabel: { bgcolor: theme.background, bordercolor: theme.axis, font: { color: theme.colour.text, size: 11 } },
      bargap: 0.05,
      dragmode: 'zoom',
      xaxis: axis(figure.x, layout, 'x', theme, figure.y.scale === 'category'),
      yaxis: axis(figure.y, layout, 'y', theme, figure.y.scale !== 'category'),
      shapes: figure.marks.flatMap((mark) => shapes(mark, theme)),
      annotations: [...titles(figure, layout, theme), ...directLabels(layout, theme), ...notes(figure, layout, theme)],
    },
  }
}

function axis(described: Axis, layout: Layout, which: 'x' | 'y', theme: Theme, grid: boolean) {
  const { domain, ticks } = layout[which]
  const log = described.scale === 'log'
  const category = described.scale === 'category'
  const range = log ? domain.map(Math.log10) : [...domain]
  const texts = ticks.map(({ text }, at) => {
    const detail = described.categories?.[at]?.detail
    const name = category ? shorten(text, layout.left - 10) : text
    return detail ? `${plain(name)}<br>${plain(detail)}` : plain(name)
  })
  return {
    type: log ? 'log' : 'linear',
    range: category ? range.toReversed() : range,
    tickmode: 'array',
    tickvals: ticks.map(({ value }) => value),
    ticktext: texts,
    tickfont: { size: 11, color: category ? theme.colour.text : theme.tick },
    showgrid: grid,
    gridcolor: theme.grid,
    zeroline: false,
    showline: which === 'x',
    linecolor: theme.axis,
    ticks: which === 'x' ? 'outside' : '',
    ticklen: 3,
    tickcolor: theme.axis,
    fixedrange: category,
    automargin: false,
    hoverformat: described.format === 'percent' ? '.1%' : described.format === 'count' ? ',.0f' : '.4~g',
    layer: 'below traces',
  }
}

const note = (text: string, theme: Theme) => ({
  text: plain(text),
  showarrow: false,
  font: { size: 11, color: theme.label },
  xanchor: 'left',
  yanchor: 'middle',
})

/** Fractions of the plotting area, as Plotly's paper coordinates count them, of a pixel from the upper left. */
const paper = (layout: Layout, x: number, y: number) => ({
  xref: 'paper',
  yref: 'paper',
  x: (x - layout.left) / Math.max(1, layout.right - layout.left),
  y: (layout.bottom - y) / Math.max(1, layout.bottom - layout.top),
})

function titles(figure: Figure, layout: Layout, theme: Theme) {
  return [
    figure.y.title && {
      ...note(shorten(figure.y.title, layout.width - 4), theme),
      ...paper(layout, 0, layout.top - 17),
    },
    figure.x.title && {
      ...note(shorten(figure.x.title, layout.width - 4), theme),
      ...paper(layout, layout.right, layout.height - 9),
      xanchor: 'right',
    },
  ].filter((entry) => entry !== '')
}

function directLabels(layout: Layout, theme: Theme) {
  return layout.labels.map(({ text, x, y, anchor, strong, leader }) => {
    const base = {
      ...note(text, theme),
      text: strong ? `<b>${plain(text)}</b>` : plain(text),
      font: { size: 11, color: theme.colour.text },
      xanchor: anchor === 'start' ? 'left' : anchor === 'end' ? 'right' : 'center',
    }
    if (!leader) return { ...base, ...paper(layout, x, y - 4) }
    return {
      ...base,
      ...paper(layout, leader[0], leader[1]),
      showarrow: true,
      arrowhead: 0,
      arrowwidth: 0.8,
      arrowcolor: theme.axis,
      standoff: 4,
      ax: x - leader[0],
      ay: y - 4 - leader[1],
    }
  })
}

function notes(figure: Figure, layout: Layout, theme: Theme) {
  return figure.marks.flatMap((mark) => {
    if (mark.kind === 'note')
      return [
        {
          ...note(mark.text, theme),
          ...paper(layout, layout.x.place(mark.x), layout.top + mark.height * (layout.bottom - layout.top)),
          xanchor: mark.anchor === 'start' ? 'left' : mark.anchor === 'end' ? 'right' : 'center',
        },
      ]
    if (mark.kind === 'rule' && mark.label !== undefined) {
      const vertical = mark.axis === 'x'
      const x = vertical ? layout.x.place(mark.at) + 5 : layout.right + 5
      const y = vertical ? layout.top + 4 : layout.y.place(mark.at)
      return [{ ...note(mark.label, theme), ...paper(layout, x, y), font: { size: 11, color: theme.colour.text } }]
    }
    if (mark.kind === 'zone')
      return [{ ...note(mark.label, theme), ...paper(layout, layout.right - 4, layout.top + 8), xanchor: 'right' }]
    return []
  })
}

function shapes(mark: Mark, theme: Theme): object[] {
  if (mark.kind === 'rule') {
    const along =
      mark.axis === 'x' ? { x0: mark.at, x1: mark.at, y0: 0, y1: 1 } : { y0: mark.at, y1: mark.at, x0: 0, x1: 1 }
    const line = { color: theme.label, width: 1, dash: '3px,3px' }
    return [
      {
        type: 'line',
        xref: mark.axis === 'x' ? 'x' : 'paper',
        yref: mark.axis === 'x' ? 'paper' : 'y',
        ...along,
        line,
      },
    ]
  }
  if (mark.kind !== 'zone') return []
  const area = { x0: mark.from, x1: mark.to, y0: 0, y1: 1 }
  return [
    { type: 'rect', xref: 'x', yref: 'paper', ...area, fillcolor: theme.warning, line: { width: 0 }, layer: 'below' },
  ]
}

const lineOf = (look: Look, theme: Theme) => ({
  color: theme.colour[look.colour],
  width: look.soft ? 1 : look.strong ? 2.5 : 1.75,
  dash: dashArray[look.dash ?? 'solid'].replaceAll(' ', 'px,').replace(/(\d)$/, '$1px') || 'solid',
})

type Points = Extract<Mark, { kind: 'points' }>['points']

const errors = (intervals: readonly (readonly [number, number] | undefined)[], values: readonly number[]) => ({
  type: 'data',
  symmetric: false,
  array: intervals.map((interval, at) => (interval ? Math.max(0, interval[1] - values[at]!) : 0)),
  arrayminus: intervals.map((interval, at) => (interval ? Math.max(0, values[at]! - interval[0]) : 0)),
  thickness: 1.5,
  width: 0,
})

function pointTraces(points: Points, theme: Theme) {
  const groups = new Map<string, Points[number][]>()
  for (const point of points) {
    const key = `${point.look.colour} ${point.look.marker ?? ''} ${point.strong ?? false}`
    groups.set(key, [...(groups.get(key) ?? []), point])
  }
  return [...groups.values()].map((group) => {
    const { look, strong } = group[0]!
    const xs = group.map(({ x }) => x)
    const ys = group.map(({ y }) => y)
    const color = theme.colour[look.colour]
    return {
      type: 'scatter',
      mode: 'markers',
      cliponaxis: false,
      x: xs,
      y: ys,
      text: group.map(({ name }) => plain(name)),
      hovertemplate: '%{text}: %{x}, %{y}<extra></extra>',
      marker: {
        symbol: symbols[look.marker ?? 'circle'],
        size: strong ? 11 : 9,
        color,
        line: { color: theme.background, width: 0.8 },
      },
      ...(group.some(({ xInterval }) => xInterval)
        ? {
            error_x: {
              ...errors(
                group.map(({ xInterval }) => xInterval),
                xs,
              ),
              color,
            },
          }
        : {}),
      ...(group.some(({ yInterval }) => yInterval)
        ? {
            error_y: {
              ...errors(
                group.map(({ yInterval }) => yInterval),
                ys,
              ),
              color,
            },
          }
        : {}),
    }
  })
}

function traces(mark: Mark, theme: Theme): Readonly<Record<string, unknown>>[] {
  switch (mark.kind) {
    case 'line':
      return [
        {
          type: 'scatter',
          mode: 'lines',
          name: plain(mark.name),
          x: mark.x,
          y: mark.y,
          connectgaps: false,
          opacity: mark.look.soft ? 0.45 : 1,
          line: { ...lineOf(mark.look, theme), ...(mark.step ? { shape: 'hv' } : {}) },
          hoverinfo: mark.look.soft ? 'skip' : 'all',
        },
      ]
    case 'band':
      return bandTraces(mark, theme)
    case 'points':
      return pointTraces(mark.points, theme)
    case 'bars':
      return [
        {
          type: 'bar',
          orientation: 'h',
          x: mark.bars.map(({ value }) => value),
          y: mark.bars.map(({ row }) => row),
          text: mark.bars.map(({ text }) => plain(text ?? '')),
          textposition: 'none',
          customdata: mark.bars.map(({ name }) => plain(name)),
          hovertemplate: '%{customdata}: %{text}<extra></extra>',
          width: 0.55,
          marker: { color: mark.bars.map(({ look }) => transparent(theme.colour[look.colour], 0.35)) },
          error_x: {
            ...errors(
              mark.bars.map(({ interval }) => interval),
              mark.bars.map(({ value }) => value),
            ),
            color: theme.colour.text,
            width: 3,
          },
        },
      ]
    case 'histogram':
      return [
        {
          type: 'bar',
          x: mark.bins.map(({ from, to }) => (from + to) / 2),
          y: mark.bins.map(({ count }) => count),
          width: mark.bins.map(({ from, to }) => to - from),
          marker: {
            color: mark.bins.map(({ colour }) => theme.colour[colour]),
            line: { color: theme.background, width: 1 },
          },
          hovertemplate: '%{x}: %{y}<extra></extra>',
        },
      ]
    case 'rule':
    case 'zone':
    case 'note':
      return []
    default:
      return mark satisfies never
  }
}

function bandTraces(mark: Extract<Mark, { kind: 'band' }>, theme: Theme) {
  const colour = theme.colour[mark.look.colour]
  const area = {
    type: 'scatter',
    mode: 'lines',
    x: [...mark.x, ...mark.x.toReversed()],
    y: [...mark.high, ...mark.low.toReversed()],
    fill: 'toself',
    fillcolor: mark.stacked ? colour : transparent(colour, 0.16),
    line: mark.stacked ? { width: 0.8, color: theme.background } : { width: 0 },
    hoverinfo: 'skip',
    name: plain(mark.name),
  }
  if (!mark.stacked) return [area]
  const heights = mark.high.map((high, at) => high - mark.low[at]!)
  return [
    area,
    {
      type: 'scatter',
      mode: 'markers',
      x: mark.x,
      y: mark.high.map((high, at) => (high + mark.low[at]!) / 2),
      customdata: heights,
      opacity: 0,
      name: plain(mark.name),
      hovertemplate: '%{customdata:.1%}',
    },
  ]
}

function transparent(hex: string, alpha: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))
  return `rgba(${red},${green},${blue},${alpha})`
}
