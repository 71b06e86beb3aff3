import { english, type Translate } from './words.ts'

export const missing = '–'

const minus = (text: string) => text.replace('-', '−')

/** A decimal number with a true minus sign. */
export const formatNumber = (value: number | null | undefined, decimals: number) =>
  value === null || value === undefined || !Number.isFinite(value) ? missing : minus(value.toFixed(decimals))

const percentMetrics = new Set(['coverage'])

/** What follows a metric's values: percent for shares of a catalogue, bits for novelty. */
export function metricUnit(metric: string): '%' | 'bit' | null {
  const id = metric.split('@')[0]!
  if (percentMetrics.has(id)) return '%'
  return id === 'novelty' ? 'bit' : null
}

/** A metric's value: three decimals, shares of the catalogue in percent. */
export function formatMetric(value: number | null | undefined, metric: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing
  const unit = metricUnit(metric)
  if (unit === '%') return `${minus((value * 100).toFixed(1))} %`
  return minus(value.toFixed(unit === 'bit' ? 2 : 3))
}

export function formatDifference(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return missing
  return `${value > 0 ? '+' : ''}${minus(value.toFixed(4))}`
}

/** Two decimals, three below 0.01, "< 0.001" below that. */
export function formatP(p: number | null): string {
  if (p === null || !Number.isFinite(p)) return missing
  if (p < 0.001) return '< 0.001'
  return p.toFixed(p < 0.01 ? 3 : 2)
}

/** `= 0.21`, `< 0.001`, for a running sentence. */
export const relateP = (p: number, relation: '=' | '≤' | '≥') => (p < 0.001 ? '< 0.001' : `${relation} ${formatP(p)}`)

export const formatCount = (value: number) => minus(Math.round(value).toLocaleString('en-US'))

/** `1.2 k`, `3 M`: ticks of count axes. */
export function formatShort(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e6) return `${minus(trim(value / 1e6))} M`
  if (size >= 1e4 || (size >= 1e3 && value % 100 === 0)) return `${minus(trim(value / 1e3))} k`
  return minus(trim(value))
}

const trim = (value: number) => String(Number(value.toPrecision(3)))

export const formatPercent = (share: number | null, decimals = 0) =>
  share === null || !Number.isFinite(share) ? missing : `${minus((share * 100).toFixed(decimals))} %`

export function formatSeconds(seconds: number | null, t: Translate = english): string {
  if (seconds === null || !Number.isFinite(seconds)) return missing
  if (seconds < 1) return t('< 1 s')
  const whole = Math.round(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  if (whole < 60) return t('{s} s', { s: whole })
  if (whole < 3600) return t('{m} min {s} s', { m: Math.floor(whole / 60), s: two(whole % 60) })
  const minutes = Math.round(whole / 60)
  return t('{h} h {m} min', { h: Math.floor(minutes / 60), m: two(minutes % 60) })
}

export function formatBytes(bytes: number | null): string {
  if (bytes === null) return missing
  if (bytes < 1000) return `${bytes} B`
  const units = ['KB', 'MB', 'GB', 'TB']
  const at = Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3) - 1)
  const value = bytes / 1000 ** (at + 1)
  return `${value < 10 && at > 0 ? value.toFixed(1) : Math.round(value)} ${units[at]}`
}

/** An ISO time as `1997-11-14 16:12`, in UTC. */
export const formatTime = (iso: string | null) => (iso === null ? missing : iso.slice(0, 16).replace('T', ' '))

const proper: Readonly<Record<string, string>> = {
  ndcg: 'NDCG',
  map: 'MAP',
  mrr: 'MRR',
  auc: 'AUC',
  rmse: 'RMSE',
  mae: 'MAE',
  f1: 'F1',
  hit: 'Hit rate',
  hitrate: 'Hit rate',
  ild: 'Intra-list diversity',
}

/** `ndcg@10` as `NDCG@10`; shares such as coverage keep their cutoff. */
export function metricTitle(metric: string): string {
  const [id, cutoff] = metric.split('@') as [string, string?]
  const title = proper[id] ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ')
  return cutoff === undefined ? title : `${title}@${cutoff}`
}

/** Errors fall as models improve; all other metrics rise. */
export const higherIsBetter = (metric: string) => !['rmse', 'mae', 'mse', 'logloss'].includes(metric.split('@')[0]!)
