import type { AbTestResult } from '../../main/contract/api/runs.ts'
import { formatDifference, formatP } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { translateNote } from './notes.ts'

/** An effect as people read it: with its sign, its interval and its p-value. */
export const effectText = ({ value, low, high, p }: AbTestResult['difference']): string =>
  t('{value} ({low} – {high}), p {p}', {
    value: formatDifference(value),
    low: formatDifference(low),
    high: formatDifference(high),
    p: formatP(p),
  })

/** The verdict of a test, with the names of its two groups. */
export function verdictText({ a, b, verdict }: Pick<AbTestResult, 'a' | 'b' | 'verdict'>): string {
  if (verdict === 'A is better.') return t('{name} is better.', { name: a })
  return verdict === 'B is better.' ? t('{name} is better.', { name: b }) : translateNote(verdict)
}
