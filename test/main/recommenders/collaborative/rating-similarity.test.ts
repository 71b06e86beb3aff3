import { describe, expect, it } from 'vitest'
import { groupRatings } from '../../../../main/recommenders/collaborative/rating-rows.ts'
import { similarityFinder, type Comparison } from '../../../../main/recommenders/collaborative/rating-similarity.ts'

/** Row 0 has ratings 1, 2, 3 of the others 0, 1, 2; row 1 has 2, 4 of 0, 1; row 2 has 5 of 2; row 3 has 4, 4 of 0, 1. */
const ratings = [
  [0, 0, 1],
  [1, 0, 2],
  [3, 0, 4],
  [0, 1, 2],
  [1, 1, 4],
  [3, 1, 4],
  [0, 2, 3],
  [2, 2, 5],
] as const
const byOther = groupRatings(
  Int32Array.from(ratings, ([, other]) => other),
  Int32Array.from(ratings, ([row]) => row),
  Float64Array.from(ratings, ([, , value]) => value),
  3,
)

const compare = (given: Partial<Comparison>): number[] => {
  const comparison = { similarity: 'cosine', minimumCommon: 1, shrinkage: 0, baselineShrinkage: 100, ...given } as const
  const into = new Float64Array(4)
  const row = { others: Int32Array.of(0, 1, 2), values: Float64Array.of(1, 2, 3) }
  similarityFinder(byOther, Int32Array.of(3, 2, 1, 2), comparison)(row, into)
  return [...into]
}

describe('similarity of rating rows', () => {
  it('as cosine is over common ratings only: 1 for proportional ratings and for one common rating', () => {
    const [, proportional, single, constant] = compare({ similarity: 'cosine' })
    expect(proportional).toBeCloseTo(1, 12)
    expect(single).toBe(1)
    expect(constant).toBeCloseTo(12 / Math.sqrt(5 * 32), 12)
  })

  it('as msd is 1 / (mean squared difference + 1)', () => {
    // Differences to row 1: 1, 2; to row 2: 2; to row 3: 3, 2.
    expect(compare({ similarity: 'msd' }).slice(1)).toEqual([1 / 3.5, 1 / 5, 1 / 7.5])
  })

  it('as pearson centres on the common ratings, and is 0 where they do not vary', () => {
    const [, proportional, single, constant] = compare({ similarity: 'pearson' })
    expect(proportional).toBeCloseTo(1, 12)
    expect([single, constant]).toEqual([0, 0])
  })

  it('as pearson-baseline shrinks by n − 1 and needs two common ratings', () => {
    const [, two, one] = compare({ similarity: 'pearson-baseline', baselineShrinkage: 3 })
    expect(two).toBeCloseTo(1 / (1 + 3), 12)
    expect(one).toBe(0)
  })

  it('as jaccard is the share of common ratings', () => {
    expect(compare({ similarity: 'jaccard' }).slice(1)).toEqual([2 / 3, 1 / 3, 2 / 3])
  })

  it('is lowered by shrinkage, and 0 below the least number of common ratings', () => {
    expect(compare({ similarity: 'jaccard', shrinkage: 2 })[1]).toBeCloseTo(((2 / 3) * 2) / 4, 12)
    expect(compare({ similarity: 'jaccard', minimumCommon: 2 })[2]).toBe(0)
  })
})
