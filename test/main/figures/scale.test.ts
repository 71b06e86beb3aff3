import { describe, expect, it } from 'vitest'
import { formatTick, linearTicks, logTicks, niceStep, timeTicks } from '../../../main/figures/scale.ts'

describe('ticks', () => {
  it('are 1, 2, 2.5 or 5 times a power of ten apart', () => {
    expect(niceStep(1, 5)).toBeCloseTo(0.2)
    expect(niceStep(1, 4)).toBeCloseTo(0.25)
    expect(niceStep(0, 5)).toBe(1)
    expect(linearTicks([0, 0.5], 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5])
  })

  it('are powers of ten on a log axis, with 2 and 5 between when there are few', () => {
    expect(logTicks([1, 1000])).toEqual([1, 10, 100, 1000])
    expect(logTicks([2, 60])).toEqual([2, 5, 10, 20, 50])
  })

  it('are whole days or months on a time axis', () => {
    const year = timeTicks([Date.UTC(2010, 0, 1), Date.UTC(2011, 0, 1)], 6)
    expect(year.every((at) => new Date(at).getUTCDate() === 1)).toBe(true)
    expect(year.length).toBeGreaterThan(3)
  })

  it('are written with as many decimals as the step needs, a true minus and short thousands', () => {
    expect(formatTick(0.25, 'number', 0.25)).toBe('0.25')
    expect(formatTick(-0.5, 'signed', 0.5)).toBe('−0.5')
    expect(formatTick(20000, 'count', 5000)).toBe('20 k')
    expect(formatTick(0.1, 'percent', 0.1)).toBe('10')
  })
})
