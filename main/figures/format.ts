import { english, type Translate } from './words.ts'

export const missing = '–'

const minus = (text: string) => text.replace('-', '−')

/** A decimal number with a true minus sign. */
export const formatNumber = (value: number | null | undefined, decimals: number) =>
  value === null || value === undefined || !Number.isFinite(value) ? missing : minus(value.toFixed(decimals))

const percentMetrics = new Set(['coverage'])

const bitMetrics = new Set(['novelty', 'efd', 'entropy', 'category-entropy', 'rank-biased-entropy'])

/** What follows a metric's values: percent for shares of a catalogue, bits for information. */
export function metricUnit(metric: string): '%' | 'bit' | null {
  const id = metric.split('@')[0]!
  if (percentMetrics.has(id)) return '%'
  return bitMetrics.has(id) ? 'bit' : null
}

/** A metric's value: three decimals, shares of the catalogue in percent. */
export function formatMetric(value: number | null | undefined, metric: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing
  const unit = metricUnit(metric)
  // Elliot counts covered items instead of dividing by the catalogue.
  if (unit === '%') return value > 1 ? formatCount(value) : `${minus((value * 100).toFixed(1))} %`
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

/** Titles that are not the id with a capital letter, as in the catalogue. */
const titles: Readonly<Record<string, string>> = {
  ndcg: 'NDCG',
  'ndcg-linear': 'NDCG (linear gain)',
  'rank-biased-entropy': 'Rank-biased entropy',
  'ndcg-exponential': 'NDCG (exponential gain)',
  'ndcg-full': 'NDCG (all relevant)',
  'ndcg-tied': 'NDCG (ties averaged)',
  dcg: 'DCG',
  'recall-capped': 'Recall (capped)',
  'r-precision': 'R-precision',
  'set-f': 'F1 (of the set)',
  map: 'MAP',
  'map-full': 'MAP (all relevant)',
  'average-precision': 'Average precision (whole ranking)',
  mar: 'MAR',
  mrr: 'MRR',
  ncrr: 'NCRR',
  rbp: 'RBP',
  'rbp-normalised': 'RBP (normalised)',
  bpref: 'bpref',
  hit: 'Hit rate',
  auc: 'AUC',
  gauc: 'GAUC',
  'partial-auc': 'Partial AUC',
  mcc: 'MCC',
  'value-auc': 'AUC of values',
  rmse: 'RMSE',
  mae: 'MAE',
  mse: 'MSE',
  'rmse-per-user': 'RMSE per user',
  'mae-per-user': 'MAE per user',
  r2: 'R²',
  fcp: 'FCP',
  'exposure-gini': 'Exposure Gini',
  epc: 'EPC',
  efd: 'EFD',
  arp: 'Average popularity',
  aplt: 'Long tail share (APLT)',
  aclt: 'Long tail items (ACLT)',
  ild: 'Intra-list diversity',
  'ild-features': 'Intra-list diversity (features)',
  calibration: 'Miscalibration',
  'subtopic-recall': 'Category coverage of a list',
  'user-mad': 'User MAD',
  'item-mad': 'Item MAD',
  'pop-reo': 'PopREO',
  'pop-rsp': 'PopRSP',
  reo: 'REO of categories',
  rsp: 'RSP of categories',
  'ux-relevance': 'Experienced relevance',
  'ux-completeness': 'Completeness',
  'ux-novelty': 'Useful novelty',
}

const fallsAsModelsImprove = new Set([
  'percentile-rank',
  'log-loss',
  'rmse',
  'mae',
  'mse',
  'rmse-per-user',
  'mae-per-user',
  'gini',
  'exposure-gini',
  'arp',
  'popularity-rank',
  'popularity-lift',
  'calibration',
  'activity-gap',
  'user-mad',
  'segment-gap',
  'item-mad',
  'pop-reo',
  'pop-rsp',
  'reo',
  'rsp',
  'bias-disparity',
])

/** `ndcg@10` as `NDCG@10`; shares such as coverage keep their cutoff. */
export function metricTitle(metric: string): string {
  const [id, cutoff] = metric.split('@') as [string, string?]
  const title = titles[id] ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ')
  return cutoff === undefined ? title : `${title}@${cutoff}`
}

/** Errors and biases fall as models improve; other metrics rise. */
export const higherIsBetter = (metric: string) => !fallsAsModelsImprove.has(metric.split('@')[0]!)
