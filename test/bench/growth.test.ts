import { describe, expect, it } from 'vitest'
import { formatGrowth, toGrowth } from '../../bench/growth.ts'

const phase = (id: string, seconds: number) => ({ id, seconds, cpu: 2 * seconds })
const peak = (where: string, engine: number, job: number) => ({ where, bytes: engine + job, parts: { engine, job } })

describe('growth', () => {
  const growth = toGrowth([
    {
      events: 10,
      phases: [phase('import', 1), phase('als', 3)],
      peaks: [peak('import', 1e6, 0), peak('ALS', 1e6, 1e6)],
    },
    {
      events: 100,
      phases: [phase('import', 10), phase('als', 300)],
      peaks: [peak('import', 1e6, 3e9), peak('ALS', 2, 3)],
    },
  ])

  it('has an exponent for each part of the journey', () => {
    expect(growth.rows.map(({ id }) => id)).toEqual(['import', 'als'])
    expect(growth.rows[0]!.exponent).toBeCloseTo(1, 12)
    expect(growth.rows[1]!.cpuExponent).toBeCloseTo(2, 12)
  })

  it('tells the peak of memory by size, where it was, and whether it is under the goal', () => {
    expect(growth.peak.map(({ events, where, bytes }) => [events, where, bytes])).toEqual([
      [10, 'ALS', 2e6],
      [100, 'import', 3.001e9],
    ])
    expect(growth.reached).toBe(false)
  })

  it('is a table with a column for each size', () => {
    const [head, first, , memory, , ...places] = formatGrowth(growth)
      .split('\n')
      .map((line) => line.split(/ {2,}/))
    expect(head).toEqual(['seconds', '10 events', '100 events', 'exponent', 'of processor s'])
    expect(first).toEqual(['import', '1', '10', '1.00', '1.00'])
    expect(memory).toEqual(['peak MB', '2', '3001'])
    expect(places).toEqual([
      ['10 events: during ALS, engine 1 + job 1'],
      ['100 events: during import, engine 1 + job 3000'],
    ])
  })
})
