import type { Cell, ColumnType } from '../../main/contract/api/data.ts'
import { formatNumber, formatTime } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'

/** A cell as it is shown: data is text, a missing value a dash. */
export function cellText(cell: Cell): string {
  if (cell === null) return '–'
  if (typeof cell === 'number') return Number.isInteger(cell) ? String(cell).replace('-', '−') : formatReal(cell)
  return String(cell)
}

/** Up to six significant digits, so that a column stays readable. */
function formatReal(value: number): string {
  const short = Number(value.toPrecision(6))
  const decimals = (String(short).split('.')[1] ?? '').length
  return Math.abs(short) < 1e-4 || Math.abs(short) >= 1e15
    ? String(short)
    : formatNumber(short, decimals).replaceAll(',', '')
}

/** What a number of seconds, milliseconds or microseconds since 1970 means, told apart by its size; undefined for anything else. */
export function epochTime(cell: Cell): string | undefined {
  const value =
    typeof cell === 'number' ? cell : typeof cell === 'string' && /^\d{9,17}$/.test(cell) ? Number(cell) : Number.NaN
  if (!(value >= 1e8 && value < 1e17)) return undefined
  const milliseconds = value < 1e11 ? value * 1000 : value < 1e14 ? value : value / 1000
  return formatTime(milliseconds)
}

export function typeWord(type: ColumnType): string {
  switch (type) {
    case 'integer':
      return t('whole number')
    case 'number':
      return t('number')
    case 'text':
      return t('text')
    case 'time':
      return t('time')
    case 'boolean':
      return t('yes or no')
    case 'list':
      return t('list')
    default:
      return type satisfies never
  }
}
