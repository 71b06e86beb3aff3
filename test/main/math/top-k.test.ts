import { describe, expect, it } from 'vitest'
import { Random } from '../../../main/math/random.ts'
import { tieSalt, topK } from '../../../main/math/top-k.ts'

describe('topK', () => {
  it('gives the k largest, best first, with their scores', () => {
    const { items, scores } = topK(Float32Array.of(1, 5, 3, 4), 3, 0)
    expect([...items]).toEqual([1, 3, 2])
    expect([...scores]).toEqual([5, 4, 3])
  })

  it('leaves −Infinity out and puts NaN after every number, so that a list may be shorter than k', () => {
    const { items, scores } = topK(Float32Array.of(NaN, -Infinity, -1e30), 5, 0)
    expect([...items]).toEqual([2, 0])
    expect([...scores]).toEqual([-1.00000001505e30, NaN])
  })

  it('agrees with sorting everything, for random rows and any k', () => {
    const random = new Random(3)
    for (const k of [0, 1, 7, 60]) {
      const row = Float32Array.from({ length: 50 }, () => random.normal())
      const sorted = [...row.keys()].sort((a, b) => row[b]! - row[a]!)
      expect([...topK(row, k, 1).items]).toEqual(sorted.slice(0, k))
    }
  })

  it('orders equal scores by the salt alone: another salt gives another order, every item comes up', () => {
    const equal = new Float32Array(20)
    const first = (salt: number) => topK(equal, 20, salt).items
    expect(first(1)).toEqual(first(1))
    expect(first(1)).not.toEqual(first(2))
    expect([...first(1)].sort((a, b) => a - b)).toEqual([...equal.keys()])
  })

  it('breaks ties evenly: over many salts each item wins about equally often', () => {
    const wins = new Int32Array(4)
    for (let user = 0; user < 8000; user++) wins[topK(new Float32Array(4), 1, tieSalt(5, user)).items[0]!]!++
    for (const count of wins) expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(8000 * 0.25 * 0.75))
  })

  it('does not depend on the order in which better items arrive among ties', () => {
    const scores = Float32Array.of(1, 2, 1, 2, 1, 2)
    const whole = topK(scores, 6, 9).items
    for (const k of [1, 2, 3, 4, 5]) expect(topK(scores, k, 9).items).toEqual(whole.slice(0, k))
  })

  it('ties scores that differ only beyond the 12th digit, and puts the lower index first without a salt', () => {
    const scores = Float64Array.of(0.3, 0.1 + 0.2, 0.3, 0.2)
    expect([...topK(scores, 3, null).items]).toEqual([0, 1, 2])
    expect([...topK(scores, 2, null).scores]).toEqual([0.3, 0.3])
    expect([...topK(Float64Array.of(0.3, 0.3 + 1e-9), 1, null).items]).toEqual([1])
  })
})
