import type { Axis, AxisFormat, Figure } from './figure.ts'
import { formatPercent, formatShort } from './format.ts'

/** Steps of 1, 2, 2.5 or 5 times a power of ten that cut a range into about `wanted` parts. */
export function niceStep(span: number, wanted: number): number {
  if (!(span > 0)) return 1
  const raw = span / Math.max(1, wanted)
  const power = 10 ** Math.floor(Math.log10(raw))
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= raw * (1 - 1e-9)) ?? 10
  return factor * power
}

export function linearTicks([low, high]: readonly [number, number], wanted: number): number[] {
  const step = niceStep(high - low, wanted)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}

/** Powers of ten within the range; with fewer than two of them also 2 and 5 times each. */
export function logTicks([low, high]: readonly [number, number]): number[] {
  const from = Math.floor(Math.log10(low))
  const to = Math.ceil(Math.log10(high))
  const powers = Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at))
  const inside = (values: number[]) => values.filter((value) => value >= low * 0.999 && value <= high * 1.001)
  const coarse = inside(powers)
  const ticks = coarse.length >= 2 ? coarse : inside(powers.flatMap((power) => [power, 2 * power, 5 * power]))
  const every = Math.ceil(ticks.length / 7)
  return ticks.filter((_, at) => at % every === 0).map((tick) => Number(tick.toPrecision(12)))
}

export function formatTick(value: number, format: AxisFormat, step: number): string {
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (isHalfStep(step) ? 1 : 0)))
  switch (format) {
    case 'percent':
      return formatPercent(value, Math.max(0, decimals - 2)).replace(' %', '')
    case 'count':
      return formatShort(value)
    case 'signed':
      return value === 0 ? '0' : `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(decimals)}`
    case 'time':
      return formatTimeTick(value, step)
    case 'number':
      return Math.abs(value) >= 1e4 ? formatShort(value) : value.toFixed(decimals).replace('-', '−')
    default:
      return format satisfies never
  }
}

const isHalfStep = (step: number) => Math.abs(step / 10 ** Math.floor(Math.log10(step) + 1e-9) - 2.5) < 0.01

const day = 86_400_000

function formatTimeTick(value: number, step: number): string {
  const iso = new Date(value).toISOString()
  if (step < day / 2) return iso.slice(11, 16)
  if (step < 20 * day) return iso.slice(5, 10)
  return step < 300 * day ? iso.slice(0, 7) : iso.slice(0, 4)
}

/** Whole days, months or years within a range of milliseconds. */
export function timeTicks([low, high]: readonly [number, number], wanted: number): number[] {
  const span = high - low
  const months = span / (30.44 * day)
  if (months > wanted) {
    const every = [1, 2, 3, 6, 12, 24, 60, 120].find((each) => months / each <= wanted) ?? 120
    const start = new Date(low)
    const ticks: number[] = []
    for (
      let at = Date.UTC(start.getUTCFullYear(), Math.floor(start.getUTCMonth() / every) * every, 1), count = 0;
      at <= high && count < 400;
      count++
    ) {
      if (at >= low) ticks.push(at)
      const date = new Date(at)
      at = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + every, 1)
    }
    return ticks
  }
  const step = [1 / 24, 3 / 24, 6 / 24, 0.5, 1, 2, 7, 14]
    .map((days) => days * day)
    .find((each) => span / each <= wanted)
  const chosen = step ?? 14 * day
  const first = Math.ceil(low / chosen)
  return Array.from({ length: Math.max(0, Math.floor(high / chosen) - first + 1) }, (_, at) => (first + at) * chosen)
}

export interface Scale {
  readonly domain: readonly [number, number]
  readonly ticks: readonly { readonly value: number; readonly text: string }[]
  /** Pixel of a value; values outside the domain land outside the range. */
  place(value: number): number
}

/** A scale over pixels; `range` may run backwards for y axes. */
export function makeScale(
  axis: Axis,
  domain: readonly [number, number],
  range: readonly [number, number],
  wanted: number,
): Scale {
  const log = axis.scale === 'log'
  const [low, high] = log ? [Math.log(domain[0]), Math.log(domain[1])] : domain
  const span = high - low || 1
  const place = (value: number) => range[0] + (((log ? Math.log(value) : value) - low) / span) * (range[1] - range[0])
  if (axis.scale === 'category')
    return { domain, place, ticks: (axis.categories ?? []).map(({ text }, value) => ({ value, text })) }
  const values = log
    ? logTicks(domain)
    : axis.format === 'time'
      ? timeTicks(domain, wanted)
      : linearTicks(domain, wanted)
  const step = log ? 0 : values.length > 1 ? values[1]! - values[0]! : domain[1] - domain[0] || 1
  const text = (value: number) =>
    log && axis.format === 'number' ? formatLogTick(value) : formatTick(value, axis.format, step || 1)
  return { domain, place, ticks: values.map((value) => ({ value, text: text(value) })) }
}

const formatLogTick = (value: number) => (value >= 1000 ? formatShort(value) : String(Number(value.toPrecision(3))))

/** The ends of an axis: what the marks need, widened to whole ticks on linear axes that start at zero. */
export function findDomain(figure: Figure, which: 'x' | 'y'): readonly [number, number] {
  const axis = figure[which]
  if (axis.scale === 'category') return [-0.5, Math.max(1, axis.categories?.length ?? 1) - 0.5]
  if (axis.domain) return axis.domain
  const values = collect(figure, which).filter((value) => Number.isFinite(value) && (axis.scale !== 'log' || value > 0))
  if (!values.length) return axis.scale === 'log' ? [1, 10] : [0, 1]
  let low = values.reduce((a, b) => Math.min(a, b))
  let high = values.reduce((a, b) => Math.max(a, b))
  if (axis.scale === 'log') return low === high ? [low / 2, high * 2] : [low, high]
  if (axis.fromZero) [low, high] = [Math.min(0, low), Math.max(0, high)]
  if (low === high) return [low - (low === 0 ? 0 : Math.abs(low) / 10), high + (high === 0 ? 1 : Math.abs(high) / 10)]
  const step = niceStep(high - low, 5)
  if (axis.format === 'time') return [low, high]
  return [Math.floor(low / step + 1e-9) * step, which === 'x' ? high : Math.ceil(high / step - 1e-9) * step]
}

function collect(figure: Figure, which: 'x' | 'y'): number[] {
  return figure.marks.flatMap((mark): number[] => {
    switch (mark.kind) {
      case 'line':
        return which === 'x' ? [...mark.x] : mark.y.filter((value) => value !== null)
      case 'band':
        return which === 'x' ? [...mark.x] : [...mark.low, ...mark.high]
      case 'points':
        return mark.points.flatMap((point) => [
          point[which],
          ...((which === 'x' ? point.xInterval : point.yInterval) ?? []),
        ])
      case 'bars':
        return which === 'x' ? mark.bars.flatMap(({ value, interval }) => [0, value, ...(interval ?? [])]) : []
      case 'histogram':
        return which === 'x' ? mark.bins.flatMap(({ from, to }) => [from, to]) : mark.bins.flatMap((b) => [0, b.count])
      case 'rule':
        return mark.axis === which ? [mark.at] : []
      case 'zone':
      case 'note':
        return []
      default:
        return mark satisfies never
    }
  })
}
