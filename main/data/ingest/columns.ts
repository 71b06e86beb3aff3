import type { ColumnType } from '../../contract/api/data.ts'
import { guessTimeFormat, isNumberFormat, type TimeFormat } from './times.ts'

/** What a person or a program writes where it has no value. */
export const missingTexts = ['', 'NA', 'N/A', 'n/a', 'null', 'NULL', 'NaN', 'nan', 'None', '?', '\\N'] as const
const missing = new Set<string>(missingTexts)

/** What the first rows tell about a column. */
export interface ColumnSample {
  readonly name: string
  readonly index: number
  /** Texts that are not missing. */
  readonly texts: readonly string[]
  readonly missing: number
  readonly distinct: number
  readonly type: ColumnType
  /** The way times are written here, if these may be times. */
  readonly timeFormat: TimeFormat | null
  /** Share of the texts that are numbers, and the smallest and largest of these. */
  readonly numbers: number
  readonly minimum: number
  readonly maximum: number
}

const share = (texts: readonly string[], test: (text: string) => boolean) =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length

const isInteger = (text: string) => /^[+-]?\d{1,15}$/.test(text)
const isNumber = (text: string) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)
const isBoolean = (text: string) => /^(true|false)$/i.test(text)
/** 02134 is a code, not a number. */
const hasLeadingZero = (text: string) => /^0\d/.test(text)

/** The texts of a column that say something, trimmed. */
export const presentTexts = (cells: readonly (string | null)[]): readonly string[] =>
  cells.flatMap((cell) => (cell === null || missing.has(cell.trim()) ? [] : [cell.trim()]))

export function sampleColumn(name: string, index: number, cells: readonly (string | null)[]): ColumnSample {
  const texts = presentTexts(cells)
  const timeFormat = guessTimeFormat(texts)
  const type = guessType(texts, timeFormat)
  const numbers = type === 'time' ? [] : texts.filter(isNumber).map(Number)
  return {
    name,
    index,
    texts,
    missing: cells.length - texts.length,
    distinct: new Set(texts).size,
    type,
    timeFormat,
    numbers: texts.length === 0 ? 0 : numbers.length / texts.length,
    minimum: numbers.reduce((least, n) => Math.min(least, n), Infinity),
    maximum: numbers.reduce((most, n) => Math.max(most, n), -Infinity),
  }
}

function guessType(texts: readonly string[], timeFormat: TimeFormat | null): ColumnType {
  if (texts.length === 0) return 'text'
  if (timeFormat && !isNumberFormat(timeFormat) && share(texts, timeFormat.test) > 0.9) return 'time'
  if (share(texts, isBoolean) === 1) return 'boolean'
  if (texts.some(hasLeadingZero)) return 'text'
  if (share(texts, isInteger) >= 0.95) return 'integer'
  if (texts.some((text) => /^\d{16,}$/.test(text))) return 'text'
  if (share(texts, isNumber) >= 0.95) return 'number'
  return 'text'
}
