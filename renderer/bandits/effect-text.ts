import type { AbTestResult } from '../../main/contract/api/runs.ts'
import { formatDifference, formatP } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'

/** An effect as people read it: with its sign, its interval and its p-value. */
export const effectText = ({ value, low, high, p }: AbTestResult['difference']): string =>
  t('{value} ({low} – {high}), p {p}', {
    value: formatDifference(value),
    low: formatDifference(low),
    high: formatDifference(high),
    p: formatP(p),
  })
