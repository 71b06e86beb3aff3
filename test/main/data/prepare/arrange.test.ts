import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealBlock, emptyBlock, fillBlock } from '../../../../main/data/columns/blocks.ts'
import { thisThread } from '../../../../main/data/columns/threads.ts'
import { arrangeLog } from '../../../../main/data/prepare/arrange.ts'

/** A log in blocks of so many rows, arranged. */
async function arrange(user: number[], item: number[], time: number[] | null, ticks?: number, rows = 2) {
  const block = emptyBlock(user.length, { value: Float64Array, time: time !== null })
  fillBlock(block, 0, {
    user: Int32Array.from(user),
    item: Int32Array.from(item),
    value: Float64Array.from(user, (_, row) => row),
    time: time && Float64Array.from(time),
  })
  const parts = dealBlock(block, 2).map(([part]) => dealBlock(part!, Math.ceil(user.length / rows)).flat())
  const log = {
    users: Math.max(-1, ...user) + 1,
    items: Math.max(-1, ...item) + 1,
    parts,
    hasValues: true,
    hasTimes: time !== null,
    ...(ticks && { ticks }),
  }
  return { ...block, ...(await arrangeLog(thisThread, log)) }
}

describe('arrangeLog', () => {
  it('puts rows by time, equal times as they stand, and numbers by first appearance', async () => {
    const { user, item, value, time, userCodes, itemCodes } = await arrange(
      [5, 2, 5, 9],
      [1, 1, 0, 0],
      [30, 10, 10, 20],
    )
    expect([...time!]).toEqual([10, 10, 20, 30])
    expect([...value!]).toEqual([1, 2, 3, 0])
    expect([...user]).toEqual([0, 1, 2, 1])
    expect([...userCodes]).toEqual([2, 5, 9])
    expect([...item]).toEqual([0, 1, 1, 0])
    expect([...itemCodes]).toEqual([1, 0])
  })

  it('keeps the order of a log without times', async () => {
    expect([...(await arrange([3, 1, 3], [0, 0, 1], null)).user]).toEqual([0, 1, 0])
  })

  it('gives times in seconds where it sorts, and otherwise says in what they are', async () => {
    const sorted = await arrange([0, 0], [0, 1], [2_500_000, 1_000_000], 1e6)
    expect([[...sorted.time!], sorted.ticks]).toEqual([[1, 2.5], 1])
    const kept = await arrange([0, 0], [0, 1], [1_000_000, 2_500_000], 1e6)
    expect([[...kept.time!], kept.ticks]).toEqual([[1_000_000, 2_500_000], 1e6])
  })

  it('sorts as a stable comparison does, whatever the times', async () => {
    const times = fc.oneof(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: -3e9, max: 7e9 }),
      fc.double({ min: -1e9, max: 7e9, noNaN: true }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(times, { maxLength: 300 }), async (all) => {
        const rows = all.map((time, row) => ({ time: time + 0, row })).sort((a, b) => a.time - b.time || a.row - b.row)
        const none = all.map(() => 0)
        const arranged = await arrange(
          none,
          none,
          all.map((time) => time + 0),
        )
        expect([...arranged.time!]).toEqual(rows.map(({ time }) => time))
        expect([...arranged.value!]).toEqual(rows.map(({ row }) => row))
      }),
    )
  })

  it('sorts many rows over many buckets, some odd times among them', async () => {
    const times = Array.from({ length: 100_000 }, (_, row) => (row % 1000 === 0 ? -row : 1e9 + ((row * 7919) % 50_021)))
    const rows = times.map((time, row) => ({ time, row })).sort((a, b) => a.time - b.time || a.row - b.row)
    const none = times.map(() => 0)
    expect([...(await arrange(none, none, times, 1, 30_000)).value!]).toEqual(rows.map(({ row }) => row))
  })
})
