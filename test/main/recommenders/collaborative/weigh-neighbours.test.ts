import { describe, expect, it } from 'vitest'
import { neighbourWeigher } from '../../../../main/recommenders/collaborative/weigh-neighbours.ts'

const weigh = (k: number, similarities: number[], contributions: number[]) => {
  const chosen = new Int32Array(k)
  const weighed = neighbourWeigher(k, chosen)(
    Float64Array.from(similarities),
    Float64Array.from(contributions),
    similarities.length,
  )
  return { ...weighed, chosen: [...chosen.slice(0, weighed.count)] }
}

describe('weighing neighbours', () => {
  it('takes the k most similar', () => {
    expect(weigh(2, [0.1, 0.5, 0.3], [1, 2, 4])).toEqual({
      sum: 0.5 * 2 + 0.3 * 4,
      weight: 0.8,
      count: 2,
      chosen: [1, 2],
    })
  })

  it('takes the earlier of equal ones at the cut', () => {
    expect(weigh(2, [0.5, 0.5, 0.5], [1, 2, 4]).chosen).toEqual([0, 1])
    expect(weigh(2, [0.5, 1, 0.5], [1, 2, 4]).chosen).toEqual([1, 0])
  })

  it('leaves out what is not positive, NaN among it', () => {
    expect(weigh(3, [0, -1, NaN, 0.5], [1, 2, 3, 4])).toEqual({ sum: 2, weight: 0.5, count: 1, chosen: [3] })
  })

  it('counts nobody among nobody', () => {
    expect(weigh(3, [], [])).toEqual({ sum: 0, weight: 0, count: 0, chosen: [] })
  })
})
