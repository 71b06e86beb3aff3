import type { Family } from '../contract/api/models.ts'
import { formatShort } from './format.ts'
import { textWidth } from './text.ts'
import { cssTheme, type Theme } from './theme.ts'

export interface ParallelAxis {
  readonly name: string
  readonly log: boolean
  readonly domain: readonly [number, number]
  /** Names of an axis of words, from the bottom; absent for numbers. */
  readonly words?: readonly string[]
}

export interface ParallelLine {
  readonly id: string
  readonly family: Family
  /** Height on each axis, 0 at the bottom to 1; null where the run has no such value. */
  readonly heights: readonly (number | null)[]
}

export interface ParallelFigure {
  readonly axes: readonly ParallelAxis[]
  readonly lines: readonly ParallelLine[]
}

export type ParallelValue = number | string | boolean | null

/**
 * Runs as lines over one axis per value that differs between them. An axis is logarithmic when its positive values span a factor of 100; words and
 * booleans stand at even distances in alphabetical order.
 */
export function parallelCoordinates(
  rows: readonly {
    readonly id: string
    readonly family: Family
    readonly values: Readonly<Record<string, ParallelValue>>
  }[],
): ParallelFigure {
  const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))]
  const axes = names.flatMap((name): ParallelAxis[] => {
    const found = rows.map(({ values }) => values[name] ?? null).filter((value) => value !== null)
    if (new Set(found).size < 2) return []
    if (found.every((value) => typeof value === 'number')) {
      const low = Math.min(...found)
      const high = Math.max(...found)
      return [{ name, log: low > 0 && high / low >= 100, domain: [low, high] }]
    }
    return [{ name, log: false, domain: [0, 1], words: [...new Set(found.map(String))].sort() }]
  })
  const lines = rows.map(({ id, family, values }) => ({
    id,
    family,
    heights: axes.map((axis) => heightOn(axis, values[axis.name] ?? null)),
  }))
  return { axes, lines }
}

/** Height of a value on an axis, 0 to 1. */
export function heightOn({ log, domain: [low, high], words }: ParallelAxis, value: ParallelValue): number | null {
  if (value === null) return null
  if (words) return words.length < 2 ? 0.5 : words.indexOf(String(value)) / (words.length - 1)
  const number = Number(value)
  return log ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low)
}

/** The value at a height of a number axis: the inverse of `heightOn`. */
export const valueAt = ({ log, domain: [low, high] }: ParallelAxis, height: number) =>
  log ? low * (high / low) ** height : low + height * (high - low)

/** Ticks of an axis from the bottom, with their heights. */
export function parallelTicks(axis: ParallelAxis): { readonly height: number; readonly text: string }[] {
  if (axis.words) return axis.words.map((text) => ({ height: heightOn(axis, text)!, text }))
  return [0, 0.5, 1].map((height) => ({ height, text: formatShort(Number(valueAt(axis, height).toPrecision(3))) }))
}

const round = (value: number) => Math.round(value * 10) / 10
const escape = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** The path of a line over axes at given pixels; it is broken where a value is missing. */
export function parallelPath(line: ParallelLine, place: (axis: number) => number, top: number, bottom: number): string {
  let pen = false
  return line.heights
    .map((height, at) => {
      if (height === null) {
        pen = false
        return ''
      }
      const part = `${pen ? 'L' : 'M'}${round(place(at))} ${round(bottom - height * (bottom - top))}`
      pen = true
      return part
    })
    .join('')
}

/** The figure as one SVG: context faded, the named lines in the colour of their family. */
export function parallelSvg(
  { axes, lines }: ParallelFigure,
  options: {
    readonly focus?: readonly string[]
    readonly width?: number
    readonly height?: number
    readonly theme?: Theme
    readonly title: string
  },
): string {
  const { focus = [], width = 640, height = 320, theme = cssTheme, title } = options
  const [top, bottom] = [34, height - 14]
  const widest = Math.max(0, ...axes.map(({ name }) => textWidth(name) / 2))
  const margin = Math.min(width / 4, widest + 12)
  const place = (at: number) => margin + (axes.length < 2 ? 0 : (at * (width - 2 * margin)) / (axes.length - 1))
  const paths = [...lines.filter(({ id }) => !focus.includes(id)), ...lines.filter(({ id }) => focus.includes(id))].map(
    (line) => {
      const focused = focus.includes(line.id)
      const colour = focused ? theme.colour[line.family] : theme.colour.markSoft
      return `<path d="${parallelPath(line, place, top, bottom)}" fill="none" stroke="${colour}" stroke-width="${focused ? 2.5 : 1}"${focused ? '' : ' stroke-opacity=".5"'}/>`
    },
  )
  const frames = axes.map((axis, at) => {
    const x = round(place(at))
    const ticks = parallelTicks(axis).map(
      ({ height: share, text }) =>
        `<text x="${x - 5}" y="${round(bottom - share * (bottom - top) + 4)}" text-anchor="end" fill="${theme.tick}">${escape(text)}</text>`,
    )
    return `<line x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" stroke="${theme.axis}"/><text x="${x}" y="16" text-anchor="middle" font-weight="600" fill="${theme.colour.text}">${escape(axis.name)}</text>${ticks.join('')}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}" font-family="${theme.font}" font-size="11">${paths.join('')}${frames.join('')}</svg>`
}
