import { language } from './language.ts'

const minus = '\u2212'
const thin = '\u202f'
const missing = '\u2013'

const signed = (text: string) => text.replace('-', minus)
const grouped = (text: string) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** A fixed number of decimals with thousands separators and a real minus; a dash where the value is missing. */
export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing
  const [whole, fraction] = value.toFixed(decimals).split('.')
  const sign = Number(value.toFixed(decimals)) === 0 ? whole!.replace('-', '') : whole!
  return signed(grouped(sign) + (fraction === undefined ? '' : `.${fraction}`))
}

/** A count: whole numbers with thousands separators; up to three significant decimals otherwise. */
export function formatCount(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing
  return Number.isInteger(value) ? formatNumber(value) : formatShort(value)
}

/** Three significant digits, for ranges and axes: 3.53, 0.0123, 12,300. */
export function formatShort(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e9 || size < 1e-4) return signed(value.toExponential(2))
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(size)))
  return formatNumber(value, decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}

/** A metric: three decimals. */
export const formatMetric = (value: number | null | undefined) => formatNumber(value, 3)

/** A difference: four decimals and always a sign. */
export function formatDifference(value: number | null | undefined): string {
  const text = formatNumber(value, 4)
  return value !== null && value !== undefined && value > 0 ? `+${text}` : text
}

/** A p-value: two decimals, three below 0.01, "< 0.001". */
export function formatP(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing
  if (value < 0.001) return '< 0.001'
  return formatNumber(value, value < 0.01 ? 3 : 2)
}

/** A share as percent: 0.98 is "98 %". */
export function formatPercent(share: number | null | undefined, decimals = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return missing
  return `${formatNumber(share * 100, decimals)}${thin}%`
}

/** A range with an en dash. */
export const formatRange = (low: string, high: string) => `${low} ${missing} ${high}`

/** "< 1 s", "41 s", "2 min 18 s", "1 h 05 min". */
export function formatSeconds(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return missing
  const chinese = language.value === 'zh'
  const [s, min, h] = chinese ? ['秒', '分', '小时'] : ['s', 'min', 'h']
  if (seconds < 1) return `< 1 ${s}`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} ${s}`
  if (whole < 3600) return whole % 60 ? `${Math.floor(whole / 60)} ${min} ${whole % 60} ${s}` : `${whole / 60} ${min}`
  const minutes = Math.round(whole / 60)
  return `${Math.floor(minutes / 60)} ${h} ${String(minutes % 60).padStart(2, '0')} ${min}`
}

/** "640 MB", "1.2 GB"; steps of 1,000. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return missing
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${formatNumber(value, unit > 0 && value < 9.95 ? 1 : 0)} ${units[unit]}`
}

/** "1997-11-14 16:12" in UTC, from milliseconds or an ISO text; "1997-11-14" with `dateOnly`. */
export function formatTime(time: number | string | null | undefined, dateOnly = false): string {
  if (time === null || time === undefined) return missing
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return String(time)
  return date
    .toISOString()
    .slice(0, dateOnly ? 10 : 16)
    .replace('T', ' ')
}
