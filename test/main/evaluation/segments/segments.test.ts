import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { findSegment, segmentUsers } from '../../../../main/evaluation/segments/all.ts'
import { evaluateSegments, trainingEvents } from '../../../../main/evaluation/segments/by-segment.ts'
import { fifths, segmentByRfm } from '../../../../main/evaluation/segments/rfm.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { experimentOf, logOf, runAll } from '../../../helpers/experiments.ts'

const pause = () => undefined

describe('segments by RFM', () => {
  it('have fifths by the share of smaller values, equal values together', () => {
    expect([...fifths(Float64Array.of(10, 20, 30, 40, 50))]).toEqual([1, 2, 3, 4, 5])
    expect([...fifths(Float64Array.of(1, 1, 1, 9, NaN))]).toEqual([1, 1, 1, 4, 0])
  })

  it('name people by recency and by frequency with value', () => {
    // Users 0 … 4 with 1 … 5 events; last events at times 50, 10, 30, 20, 40.
    const last = [50, 10, 30, 20, 40]
    const rows = last.flatMap((time, user) => Array.from({ length: user + 1 }, (_, i) => [user, i, 1, time - i]))
    const log = buildInteractions(logOf(rows, 6))
    const { of, names } = segmentByRfm(log)!
    expect(Array.from(of, (number) => names[number] ?? null)).toEqual([
      'new',
      'asleep',
      'loyal',
      'at risk',
      'champions',
      null,
    ])
  })

  it('need times', () => expect(segmentByRfm(buildInteractions(logOf([[0, 0]])))).toBeNull())
})

describe('segments of users', () => {
  const log = generateLog()

  it('are by activity, RFM, interest and the columns of users, without those who have no events', async () => {
    const all = await segmentUsers(log, 2020, pause)
    expect(all.map(({ by }) => by)).toEqual(['activity', 'rfm', 'interest', 'user:segment'])
    for (const { of, names } of all) for (const number of of) expect(number).toBeLessThan(names.length)
    expect(all.slice(0, 3).map(({ of }) => of[log.users - 1])).toEqual([-1, -1, -1])
    expect(all[3]!.of.filter((number) => number < 0).length).toBe(40)
  })

  it('by interest bring people of one taste together, named by their categories, the same for the same seed', async () => {
    const interest = (await segmentUsers(log, 2020, pause))[2]!
    const together = interest.names.map((name, stratum) => {
      const tastes = [0, 0, 0, 0]
      interest.of.forEach((number, user) => number === stratum && tastes[user % 4]!++)
      const most = tastes.indexOf(Math.max(...tastes))
      expect(name).toContain(`taste ${most}`)
      return Math.max(...tastes)
    })
    expect(together.reduce((sum, count) => sum + count, 0) / 240).toBeGreaterThan(0.9)
    expect((await segmentUsers(log, 2020, pause))[2]).toEqual(interest)
  })

  it('are found by name or number, or refused with what there is', async () => {
    const all = await segmentUsers(log, 2020, pause)
    expect(findSegment(all, 'activity:heavy').users.length).toBeGreaterThan(50)
    expect(findSegment(all, 'interest:1').name).toMatch(/^1: /)
    expect(findSegment(all, 'user:segment:segment 2').users.every((user) => user % 4 === 2)).toBe(true)
    expect(() => findSegment(all, 'rfm:sleepy')).toThrow(/no segment "sleepy"/)
    expect(() => findSegment(all, 'mood:good')).toThrow(/no segment "mood:good"/)
  })
})

describe('an evaluation by segment', () => {
  it('takes the mean over the users of each segment, so that all segments make the whole', async () => {
    const log = generateLog()
    const rows = Int32Array.from(log.user, (_, row) => row)
    const folds = [{ train: rows.filter((row) => row % 4 > 0), test: rows.filter((row) => row % 4 === 0) }]
    const experiment = experimentOf({ models: [{ id: 'popularity' }], metrics: ['ndcg@10', 'coverage@10'] })
    const outcomes = await runAll(experiment, log, folds)
    const events = trainingEvents(log, folds)
    expect(events.rows).toBe(folds[0]!.train.length)
    const segmentations = await segmentUsers(events, 2020, pause)
    const [activity] = evaluateSegments(experiment, ['popularity'], outcomes, segmentations)
    expect(Object.keys(activity!.models[0]!.metrics)).toEqual(['ndcg@10'])
    const column = outcomes[0]!.perUser['ndcg@10']!
    const whole = column.reduce((sum, value) => sum + value, 0) / column.length
    const weighted = activity!.segments.reduce(
      (sum, { tested }, i) => sum + tested * activity!.models[0]!.metrics['ndcg@10']![i]!,
      0,
    )
    expect(activity!.segments.reduce((sum, { tested }) => sum + tested, 0)).toBe(column.length)
    expect(weighted / column.length).toBeCloseTo(whole, 12)
  })
})
