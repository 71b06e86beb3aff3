import { describe, expect, it } from 'vitest'
import { summarize, toRow } from '../../bench/row.ts'
import { sideOf, workOf } from './works.ts'

describe('summarize', () => {
  const repetitions = [
    { seconds: 9, cpu: 10, quality: { rmse: 0.9 } },
    { seconds: 2, cpu: 4 },
    { seconds: 4, cpu: 5, bytes: 7 },
    { seconds: 1, cpu: 6 },
  ]

  it('leaves a warm-up out of median, range and processor time, and tells it as the first', () => {
    expect(summarize(repetitions, false)).toEqual({
      median: 2,
      smallest: 1,
      largest: 4,
      cpu: 5,
      first: 9,
      repetitions: 3,
      quality: { rmse: 0.9 },
      bytes: null,
    })
  })

  it('counts the first repetition where it is long, and where it is the only one', () => {
    expect(summarize(repetitions, true)).toMatchObject({ median: 3, largest: 9, repetitions: 4 })
    expect(summarize(repetitions.slice(0, 1), false)).toMatchObject({ median: 9, repetitions: 1 })
  })

  it('gives nothing for a side that did not run', () => expect(summarize([], true)).toBeNull())
})

describe('toRow', () => {
  const threads = 2
  const notes: string[] = []

  it('divides the peer by ours, of wall and of processor seconds, and says whether the goal is reached', () => {
    const row = toRow(workOf(), { threads, ours: sideOf(2, 4), peer: sideOf(3, 2), notes })
    expect(row).toMatchObject({ ours: 2, peer: 3, ratio: 1.5, cpuRatio: 0.5, goal: 1.5, reached: true })
    expect(toRow(workOf(), { threads, ours: sideOf(2.1), peer: sideOf(3), notes }).reached).toBe(false)
  })

  it('has no ratio where one side is missing, and no verdict without a goal', () => {
    const alone = toRow(workOf(), { threads, ours: sideOf(2), peer: null, notes })
    expect(alone).toMatchObject({ ours: 2, peer: null, ratio: null, reached: null })
    const told = toRow(workOf({ goal: null }), { threads, ours: sideOf(2), peer: sideOf(3), notes })
    expect(told).toMatchObject({ ratio: 1.5, goal: null, reached: null })
  })

  it('survives JSON with id, ours, peer, ratio and goal as numbers', () => {
    const row = toRow(workOf(), { threads, ours: sideOf(2), peer: sideOf(3), notes })
    const read = JSON.parse(JSON.stringify({ rows: [row] })) as { rows: Record<string, unknown>[] }
    expect(read.rows[0]).toMatchObject({ id: 'made/up', ours: 2, peer: 3, ratio: 1.5, goal: 1.5, threads: 2 })
  })
})
