import { afterEach, describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDifference,
  formatNumber,
  formatP,
  formatPercent,
  formatSeconds,
  formatShort,
  formatTime,
} from '../../../renderer/i18n/format.ts'
import { language } from '../../../renderer/i18n/language.ts'

describe('numbers as people read them', () => {
  afterEach(() => void (language.value = 'en'))

  it('group thousands and use a real minus', () => {
    expect(formatNumber(1234567)).toBe('1,234,567')
    expect(formatNumber(-0.17504, 4)).toBe('−0.1750')
    expect(formatNumber(-0.0001, 3)).toBe('0.000')
    expect(formatNumber(1234.5, 2)).toBe('1,234.50')
  })

  it('show a dash for what is missing', () => {
    expect([formatNumber(null), formatCount(Number.NaN), formatP(undefined), formatSeconds(null)]).toEqual([
      '–',
      '–',
      '–',
      '–',
    ])
  })

  it('keep three significant digits in short numbers', () => {
    expect([0, 3.5299, 0.012345, 12345, -2.5, 1e12].map(formatShort)).toEqual([
      '0',
      '3.53',
      '0.0123',
      '12,345',
      '−2.5',
      '1.00e+12',
    ])
  })

  it('write p-values with two decimals, three below 0.01, and a bound', () => {
    expect([0.21, 0.0042, 0.0004].map(formatP)).toEqual(['0.21', '0.004', '< 0.001'])
  })

  it('always give differences a sign', () => {
    expect([0.0175, -0.0006, 0].map(formatDifference)).toEqual(['+0.0175', '−0.0006', '0.0000'])
  })

  it('write durations in both languages', () => {
    expect([0.4, 41, 138, 3900, 120].map(formatSeconds)).toEqual(['< 1 s', '41 s', '2 min 18 s', '1 h 05 min', '2 min'])
    language.value = 'zh'
    expect(formatSeconds(138)).toBe('2 分 18 秒')
  })

  it('write sizes in steps of a thousand', () => {
    expect([512, 640e6, 1.2e9, 999_600].map(formatBytes)).toEqual(['512 B', '640 MB', '1.2 GB', '1.0 MB'])
  })

  it('write shares as percent and times in UTC', () => {
    expect(formatPercent(0.98, 0)).toBe('98\u202f%')
    expect(formatTime('1997-11-14T16:12:59Z')).toBe('1997-11-14 16:12')
    expect(formatTime(0, true)).toBe('1970-01-01')
  })
})
