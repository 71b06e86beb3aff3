import type { Figure, Look, Mark } from './figure.ts'
import { layOut, type Layout, type Size } from './layout.ts'
import { markerPath } from './markers.ts'
import { shorten, textWidth } from './text.ts'
import { cssTheme, dashArray, type Theme } from './theme.ts'

export interface SvgOptions extends Partial<Size> {
  readonly theme?: Theme
}

const escape = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
const px = (value: number) => String(Math.round(value * 10) / 10)

type Attributes = Readonly<Record<string, string | number | undefined>>

function element(name: string, attributes: Attributes, content?: string): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? px(value) : escape(value!)}"`)
    .join('')
  return content === undefined ? `<${name}${list}/>` : `<${name}${list}>${content}</${name}>`
}

const line = (x1: number, y1: number, x2: number, y2: number, attributes: Attributes) =>
  element('line', { x1, y1, x2, y2, ...attributes })

const text = (x: number, y: number, content: string, attributes: Attributes) =>
  element('text', { x, y, ...attributes }, escape(content))

/**
 * Draws a figure as one self-contained SVG: no script, no link, no style sheet, numbers rounded to a tenth of a pixel, so that equal figures give
 * equal text. The accessible name is the figure's sentence.
 */
export function toSvg(figure: Figure, { theme = cssTheme, width = 640, height = 320 }: SvgOptions = {}): string {
  const layout = layOut(figure, { width, height })
  const body = [
    ...drawAxes(figure, layout, theme),
    ...figure.marks.map((mark) => drawMark(mark, layout, theme)),
    ...drawLabels(layout, theme),
    ...drawTitles(figure, layout, theme),
  ]
  const id = `title-${figure.id}`
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': id,
      'font-family': theme.font,
      'font-size': '11',
    },
    element('title', { id }, escape(figure.title)) + body.filter(Boolean).join(''),
  )
}

function drawAxes(figure: Figure, { left, right, top, bottom, x, y }: Layout, theme: Theme): string[] {
  const parts: string[] = []
  const vertical = figure.y.scale !== 'category'
  if (vertical)
    for (const { value, text: label } of y.ticks) {
      const at = y.place(value)
      parts.push(line(left, at, right, at, { stroke: theme.grid }))
      parts.push(text(left - 6, at + 3.8, label, { 'text-anchor': 'end', fill: theme.tick }))
    }
  else {
    for (const { value } of x.ticks)
      parts.push(line(x.place(value), top, x.place(value), bottom, { stroke: theme.grid }))
    const categories = figure.y.categories ?? []
    categories.forEach(({ text: label, detail }, row) => {
      const at = y.place(row)
      const name = shorten(label, left - 8)
      parts.push(text(left - 8, at + (detail ? -2 : 4), name, { 'text-anchor': 'end', fill: theme.colour.text }))
      if (detail) parts.push(text(left - 8, at + 11, detail, { 'text-anchor': 'end', fill: theme.tick }))
    })
  }
  parts.push(line(left, bottom, right, bottom, { stroke: theme.axis }))
  for (const { value, text: label } of x.ticks) {
    const at = x.place(value)
    parts.push(line(at, bottom, at, bottom + 3, { stroke: theme.axis }))
    parts.push(text(at, bottom + 15, label, { 'text-anchor': 'middle', fill: theme.tick }))
  }
  return parts
}

function drawTitles(figure: Figure, { width, height, right, top }: Layout, theme: Theme): string[] {
  return [
    figure.y.title ? text(0, top - 14, shorten(figure.y.title, width), { fill: theme.label }) : '',
    figure.x.title
      ? text(Math.max(right, textWidth(figure.x.title)), height - 6, shorten(figure.x.title, width), {
          'text-anchor': 'end',
          fill: theme.label,
        })
      : '',
  ]
}

function drawLabels({ labels }: Layout, theme: Theme): string[] {
  return labels.flatMap(({ text: label, x, y, anchor, strong, leader }) => [
    leader ? line(leader[0], leader[1], x, y - 4, { stroke: theme.axis, 'stroke-width': '.8' }) : '',
    text(x, y, label, {
      'text-anchor': anchor === 'start' ? undefined : anchor,
      fill: theme.colour.text,
      'font-weight': strong ? '600' : undefined,
      stroke: theme.background,
      'stroke-width': '3',
      'paint-order': 'stroke',
      'stroke-linejoin': 'round',
    }),
  ])
}

const strokeOf = (look: Look, theme: Theme) => ({
  stroke: theme.colour[look.colour],
  'stroke-width': look.soft ? '1' : look.strong ? '2.5' : '1.75',
  'stroke-opacity': look.soft ? '.4' : undefined,
  'stroke-dasharray': dashArray[look.dash ?? 'solid'],
  'stroke-linejoin': 'round',
  fill: 'none',
})

function drawMark(mark: Mark, layout: Layout, theme: Theme): string {
  const { x, y, left, right, top, bottom } = layout
  switch (mark.kind) {
    case 'line':
      return element('path', { d: linePath(mark.x, mark.y, layout, mark.step ?? false), ...strokeOf(mark.look, theme) })
    case 'band': {
      const upper = mark.x.map((at, index) => `${px(x.place(at))} ${px(clip(y.place(mark.high[index]!), layout))}`)
      const lower = mark.x.map((at, index) => `${px(x.place(at))} ${px(clip(y.place(mark.low[index]!), layout))}`)
      if (!upper.length) return ''
      const d = `M${upper.join('L')}L${lower.reverse().join('L')}Z`
      const fill = theme.colour[mark.look.colour]
      return mark.stacked
        ? element('path', { d, fill, stroke: theme.background, 'stroke-width': '.8' })
        : element('path', { d, fill, 'fill-opacity': '.16' })
    }
    case 'points':
      return mark.points.map((point) => drawPoint(point, layout, theme)).join('')
    case 'bars':
      return mark.bars.map((bar) => drawBar(bar, layout, theme)).join('')
    case 'histogram':
      return mark.bins
        .map(({ from, to, count, colour }) => {
          const x1 = x.place(from)
          const width = Math.max(0.6, x.place(to) - x1 - 1)
          const y1 = y.place(count)
          return count
            ? element('rect', { x: x1 + 0.5, y: y1, width, height: bottom - y1, fill: theme.colour[colour] })
            : ''
        })
        .join('')
    case 'rule': {
      const dash = { stroke: theme.label, 'stroke-dasharray': '3 3' }
      if (mark.axis === 'x') {
        const at = x.place(mark.at)
        const end = mark.label !== undefined && at - textWidth(mark.label) > left + 8
        const label = mark.label
          ? text(at + (end ? -5 : 5), top + 8, mark.label, {
              'text-anchor': end ? 'end' : undefined,
              fill: theme.colour.text,
            })
          : ''
        return line(at, top - 4, at, bottom, dash) + label
      }
      const at = y.place(mark.at)
      const label = mark.label ? text(right + 5, at + 4, mark.label, { fill: theme.colour.text }) : ''
      return line(left, at, right, at, dash) + label
    }
    case 'zone': {
      const x1 = Math.max(left, x.place(mark.from))
      const x2 = Math.min(right, x.place(mark.to))
      if (x2 <= x1) return ''
      return (
        element('rect', { x: x1, y: top, width: x2 - x1, height: bottom - top, fill: theme.warning }) +
        text(x2 - 4, top + 12, mark.label, { 'text-anchor': 'end', fill: theme.label })
      )
    }
    case 'note':
      return text(x.place(mark.x), top + mark.height * (bottom - top), mark.text, {
        'text-anchor': mark.anchor === 'start' ? undefined : mark.anchor,
        fill: theme.label,
      })
    default:
      return mark satisfies never
  }
}

const clip = (value: number, { top, bottom }: Layout) => Math.min(bottom, Math.max(top, value))

function linePath(xs: readonly number[], ys: readonly (number | null)[], layout: Layout, step: boolean): string {
  let pen = false
  return xs
    .map((at, index) => {
      const value = ys[index]
      const inside = value !== null && value !== undefined && value <= layout.y.domain[1] * (1 + 1e-9) + 1e-12
      if (!inside) {
        pen = false
        return ''
      }
      const [px1, py1] = [px(layout.x.place(at)), px(clip(layout.y.place(value), layout))]
      const part = pen ? (step ? `H${px1}V${py1}` : `L${px1} ${py1}`) : `M${px1} ${py1}`
      pen = true
      return part
    })
    .join('')
}

type Point = Extract<Mark, { kind: 'points' }>['points'][number]

function drawPoint(point: Point, layout: Layout, theme: Theme): string {
  const { x, y, left, right, top, bottom } = layout
  const cx = Math.min(right, Math.max(left, x.place(point.x)))
  const cy = Math.min(bottom, Math.max(top, y.place(point.y)))
  const stroke = { stroke: theme.colour[point.look.colour], 'stroke-width': '1.5' }
  const within = (value: number) => Math.min(right, Math.max(left, x.place(value)))
  return (
    (point.yInterval
      ? line(cx, clip(y.place(point.yInterval[0]), layout), cx, clip(y.place(point.yInterval[1]), layout), stroke)
      : '') +
    (point.xInterval ? line(within(point.xInterval[0]), cy, within(point.xInterval[1]), cy, stroke) : '') +
    element('path', {
      d: markerPath(point.look.marker ?? 'circle', cx, cy, point.strong ? 5 : 4.2),
      fill: theme.colour[point.look.colour],
      'fill-opacity': point.look.soft ? '.35' : undefined,
      stroke: theme.background,
      'stroke-width': '.8',
    })
  )
}

type Bar = Extract<Mark, { kind: 'bars' }>['bars'][number]

function drawBar(bar: Bar, { x, y, right }: Layout, theme: Theme): string {
  const middle = y.place(bar.row)
  const height = Math.min(16, Math.max(4, Math.abs(y.place(1) - y.place(0)) * 0.55))
  const colour = theme.colour[bar.look.colour]
  const [from, to] = [x.place(Math.min(0, bar.value)), x.place(Math.max(0, bar.value))]
  const end = x.place(bar.value)
  const stroke = { stroke: colour, 'stroke-width': '1.5' }
  const [low, high] = bar.interval ?? [bar.value, bar.value]
  return (
    element('rect', { x: from, y: middle - height / 2, width: to - from, height, fill: colour, 'fill-opacity': '.3' }) +
    line(end, middle - height / 2, end, middle + height / 2, stroke) +
    (bar.interval
      ? line(x.place(low), middle, x.place(high), middle, stroke) +
        [low, high].map((at) => line(x.place(at), middle - 3, x.place(at), middle + 3, stroke)).join('')
      : '') +
    (bar.text ? text(right + 8, middle + 4, bar.text, { fill: theme.label }) : '')
  )
}
