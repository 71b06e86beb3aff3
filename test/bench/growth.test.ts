import { describe, expect, it } from 'vitest'
import { formatGrowth, toGrowth } from '../../bench/growth.ts'

const phase = (id: string, seconds: number, bytes: number) => ({ id, seconds, cpu: 2 * seconds, bytes })

describe('growth', () => {
  const growth = toGrowth([
    { events: 10, phases: [phase('import', 1, 1e6), phase('als', 3, 2e6)] },
    { events: 100, phases: [phase('import', 10, 5e6), phase('als', 300, 9e6)] },
  ])

  it('has an exponent for each part of the journey', () => {
    expect(growth.rows.map(({ id }) => id)).toEqual(['import', 'als'])
    expect(growth.rows[0]!.exponent).toBeCloseTo(1, 12)
    expect(growth.rows[1]!.cpuExponent).toBeCloseTo(2, 12)
  })

  it('tells the peak of memory up to the end of ALS, by size', () =>
    expect(growth.peak).toEqual([
      { events: 10, bytes: 2e6 },
      { events: 100, bytes: 9e6 },
    ]))

  it('is a table with a column for each size', () => {
    const [head, first, , memory] = formatGrowth(growth)
      .split('\n')
      .map((line) => line.split(/ {2,}/))
    expect(head).toEqual(['seconds', '10 events', '100 events', 'exponent', 'of processor s'])
    expect(first).toEqual(['import', '1', '10', '1.00', '1.00'])
    expect(memory).toEqual(['peak MB to ALS', '2', '9'])
  })
})
