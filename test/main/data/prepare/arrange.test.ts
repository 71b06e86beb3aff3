import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrangeLog } from '../../../../main/data/prepare/arrange.ts'

const log = (user: number[], item: number[], time: number[] | null, ticks?: number) => ({
  users: Math.max(0, ...user) + 1,
  items: Math.max(0, ...item) + 1,
  user: Int32Array.from(user),
  item: Int32Array.from(item),
  value: Float64Array.from(user, (_, row) => row),
  time: time && Float64Array.from(time),
  ...(ticks && { ticks }),
})

describe('arrangeLog', () => {
  it('puts rows by time, equal times as they stand, and numbers by first appearance', () => {
    const { user, item, value, time, userCodes, itemCodes } = arrangeLog(
      log([5, 2, 5, 9], [1, 1, 0, 0], [30, 10, 10, 20]),
    )
    expect([...time!]).toEqual([10, 10, 20, 30])
    expect([...value!]).toEqual([1, 2, 3, 0])
    expect([...user]).toEqual([0, 1, 2, 1])
    expect([...userCodes]).toEqual([2, 5, 9])
    expect([...item]).toEqual([0, 1, 1, 0])
    expect([...itemCodes]).toEqual([1, 0])
  })

  it('keeps the order of a log without times', () => {
    expect([...arrangeLog(log([3, 1, 3], [0, 0, 1], null)).user]).toEqual([0, 1, 0])
  })

  it('gives times in seconds', () => {
    expect([...arrangeLog(log([0, 0], [0, 1], [2_500_000, 1_000_000], 1e6)).time!]).toEqual([1, 2.5])
    expect([...arrangeLog(log([0, 0], [0, 1], [1_000_000, 2_500_000], 1e6)).time!]).toEqual([1, 2.5])
  })

  it('sorts as a stable comparison does, whatever the times', () => {
    const times = fc.oneof(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: -3e9, max: 7e9 }),
      fc.double({ min: -1e9, max: 7e9, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(times, { maxLength: 300 }), (all) => {
        const rows = all.map((time, row) => ({ time: time + 0, row })).sort((a, b) => a.time - b.time || a.row - b.row)
        const arranged = arrangeLog(
          log(
            all.map(() => 0),
            all.map(() => 0),
            all.map((time) => time + 0),
          ),
        )
        expect([...arranged.time!]).toEqual(rows.map(({ time }) => time))
        expect([...arranged.value!]).toEqual(rows.map(({ row }) => row))
      }),
    )
  })

  it('sorts many rows over many buckets, some odd times among them', () => {
    const times = Array.from({ length: 100_000 }, (_, row) => (row % 1000 === 0 ? -row : 1e9 + ((row * 7919) % 50_021)))
    const rows = times.map((time, row) => ({ time, row })).sort((a, b) => a.time - b.time || a.row - b.row)
    const arranged = arrangeLog(
      log(
        times.map(() => 0),
        times.map(() => 0),
        times,
      ),
    )
    expect([...arranged.value!]).toEqual(rows.map(({ row }) => row))
  })
})
