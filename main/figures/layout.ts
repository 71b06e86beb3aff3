import type { Figure } from './figure.ts'
import { placeLabels, type Box, type PlacedLabel, type WantedLabel } from './labels.ts'
import { findDomain, makeScale, type Scale } from './scale.ts'
import { textWidth } from './text.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Where everything goes, in pixels from the upper left: the plotting area, both scales and the direct labels. */
export interface Layout extends Size {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly x: Scale
  readonly y: Scale
  readonly labels: readonly PlacedLabel[]
}

export function layOut(figure: Figure, { width, height }: Size): Layout {
  const xDomain = findDomain(figure, 'x')
  const yDomain = findDomain(figure, 'y')
  const top = figure.y.title || figure.marks.some((mark) => mark.kind === 'zone') ? 26 : 8
  const bottom = height - (figure.x.title ? 38 : 22)
  const rows = Math.max(2, Math.round((bottom - top) / 42))
  const y = makeScale(
    figure.y,
    yDomain,
    figure.y.scale === 'category' ? [top, bottom] : [bottom, top],
    Math.min(rows, 6),
  )
  const left = Math.min(
    width * 0.42,
    10 + leftTexts(figure, y).reduce((widest, text) => Math.max(widest, textWidth(text)), 12),
  )
  const right = width - Math.min(width * 0.34, rightMargin(figure))
  const x = makeScale(figure.x, xDomain, [left, right], Math.max(2, Math.min(8, Math.round((right - left) / 80))))
  const frame = { left, top, right, bottom }
  const labels = placeLabels(wantedLabels(figure, x, y, frame), obstacles(figure, x, y, frame), {
    width,
    height,
    frame,
  })
  return { width, height, ...frame, x, y, labels }
}

const leftTexts = (figure: Figure, y: Scale) =>
  figure.y.categories
    ? figure.y.categories.flatMap(({ text, detail }) => [text, detail ?? ''])
    : y.ticks.map(({ text }) => text)

function rightMargin(figure: Figure): number {
  const ends = figure.marks.flatMap((mark) => {
    if (mark.kind === 'line' && mark.label) return [textWidth(mark.label) + 16]
    if (mark.kind === 'band' && mark.stacked?.label) return [textWidth(mark.stacked.label) + 16]
    if (mark.kind === 'bars') return mark.bars.map(({ text }) => (text ? textWidth(text) + 12 : 0))
    if (mark.kind === 'rule' && mark.axis === 'y' && mark.label) return [textWidth(mark.label) + 8]
    return []
  })
  return Math.max(16, ...ends)
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

function wantedLabels(figure: Figure, x: Scale, y: Scale, frame: Box): WantedLabel[] {
  return figure.marks.flatMap((mark): WantedLabel[] => {
    if (mark.kind === 'line' && mark.label) {
      const at = lastInside(mark.x, mark.y, y.domain)
      if (at < 0) return []
      const position = clamp(y.place(mark.y[at]!), frame.top, frame.bottom)
      return [
        { text: mark.label, x: x.place(mark.x[at]!), y: position, side: 'end', strong: mark.look.strong ?? false },
      ]
    }
    if (mark.kind === 'band' && mark.stacked?.label && mark.x.length) {
      const middle = (mark.low.at(-1)! + mark.high.at(-1)!) / 2
      const label = { text: mark.stacked.label, x: x.place(mark.x.at(-1)!), y: y.place(middle) }
      return [{ ...label, side: 'end', strong: false }]
    }
    if (mark.kind !== 'points') return []
    return mark.points
      .filter((point) => point.label !== undefined)
      .map((point) => ({
        text: point.label!,
        x: clamp(x.place(point.x), frame.left, frame.right),
        y: clamp(y.place(point.y), frame.top, frame.bottom),
        side: 'around',
        strong: point.strong ?? false,
      }))
  })
}

function lastInside(x: readonly number[], y: readonly (number | null)[], [, high]: readonly [number, number]): number {
  for (let at = x.length - 1; at >= 0; at--) {
    const value = y[at]
    if (value !== null && value !== undefined && value <= high) return at
  }
  return -1
}

function obstacles(figure: Figure, x: Scale, y: Scale, frame: Box): Box[] {
  return figure.marks.flatMap((mark): Box[] =>
    mark.kind === 'points' && mark.points.length <= 60
      ? mark.points.map((point) => {
          const cx = clamp(x.place(point.x), frame.left, frame.right)
          const cy = clamp(y.place(point.y), frame.top, frame.bottom)
          const [low, high] = point.xInterval ?? [point.x, point.x]
          return {
            left: Math.min(cx - 5, Math.max(frame.left, x.place(low))),
            right: Math.max(cx + 5, Math.min(frame.right, x.place(high))),
            top: cy - 5,
            bottom: cy + 5,
          }
        })
      : [],
  )
}
