import { describe, expect, it } from 'vitest'
import { learnStream } from '../../../../main/evaluation/stream/learn-stream.ts'
import { learnEvents } from '../../../../main/host/stream.ts'
import { Random } from '../../../../main/math/random.ts'
import { IncrementalFactors } from '../../../../main/recommenders/stream/incremental-factors.ts'

const { signal } = new AbortController()
const settings = { factors: 2, learningRate: 0.1, regularization: 0 }

describe('incremental factors', () => {
  it('take the step of the formula', () => {
    const draws = new Random('step')
    const [p1, p2, q1, q2] = Array.from({ length: 4 }, () => 0.1 * draws.normal()) as [number, number, number, number]
    const model = new IncrementalFactors(settings, new Random('step'))
    model.learn(5, 7)
    const error = 1 - (p1 * q1 + p2 * q2)
    const [u1, u2] = [p1 + 0.1 * error * q1, p2 + 0.1 * error * q2]
    expect(model.score(5, 7)).toBeCloseTo(u1 * (q1 + 0.1 * error * u1) + u2 * (q2 + 0.1 * error * u2), 12)
  })

  it('bring what was met towards 1, and rank it first', () => {
    const model = new IncrementalFactors(settings, new Random('rank'))
    model.learn(0, 1)
    for (let time = 0; time < 500; time++) model.learn(0, 3000)
    expect(model.score(0, 3000)).toBeCloseTo(1, 2)
    expect(model.rankOf(0, 3000, new Set())).toBe(0)
    expect(model.rankOf(0, 1, new Set())).toBe(1)
    expect(model.rankOf(0, 1, new Set([3000]))).toBe(0)
    expect(model.rankOf(0, 9, new Set())).toBe(Infinity)
    expect(model.score(8, 1)).toBe(0)
  })
})

describe('a stream', () => {
  /** Two groups, each of which meets its own half of 40 items. */
  const random = new Random('stream of events')
  const users = Int32Array.from({ length: 6000 }, () => random.below(60))
  const items = users.map((user) => 20 * (user % 2) + random.below(20))

  it('is tested before it is learned, once for each new pair of a known user', async () => {
    const { tested, events, curve } = await learnStream(
      Int32Array.of(0, 0, 0, 1),
      Int32Array.of(0, 1, 1, 0),
      {},
      signal,
    )
    expect([events, tested]).toEqual([4, 1])
    expect(curve).toEqual({ events: [1, 2, 3, 4], hitRate: [null, 0, null, null] })
  })

  it('is learned: hits come more often than by chance', async () => {
    const { hitRate, tested, eventsPerSecond } = await learnStream(users, items, { cutoff: 10 }, signal)
    expect(tested).toBeGreaterThan(1000)
    expect(hitRate).toBeGreaterThan(0.4)
    expect(eventsPerSecond).toBeGreaterThan(10_000)
  })

  it('gives the same hits for the same seed, whatever the names', async () => {
    const named = Array.from(users, (user, event) => [`u${user}`, `i${items[event]}`] as const)
    const [one, two] = [await learnEvents(named, {}, signal), await learnEvents(named, {}, signal)]
    expect(one.curve).toEqual(two.curve)
  })

  it('is refused when it is none', async () => {
    const none = new Int32Array(0)
    await expect(learnStream(none, none, {}, signal)).rejects.toThrow('0 users and 0 items')
    await expect(learnStream(users, items, { cutoff: 0 }, signal)).rejects.toThrow('A list of 0 items')
    await expect(learnStream(users, items, { factors: 0 }, signal)).rejects.toThrow('with 0 factors')
  })
})
