import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { valueOf } from '../../../../main/kernels/reference/sparse-similarity.ts'
import { itemSimilarity, type SimilarityChoice } from '../../../../main/recommenders/collaborative/similarity.ts'
import { logOf } from '../../../helpers/experiments.ts'

// Item 0: users 0, 1, 2, 3. Item 1: users 0 and 1. Values centred by user or item come out by hand.
const log = buildInteractions(
  logOf([
    [0, 0, 5],
    [0, 1, 3],
    [1, 0, 1],
    [1, 1, 3],
    [2, 0, 4],
    [3, 0, 2],
  ]),
)

function similarityOf(choice: Partial<SimilarityChoice>): number {
  const { weights, finish } = itemSimilarity(log, {
    similarity: 'cosine',
    weighting: 'none',
    asymmetry: 0.5,
    k1: 1.2,
    b: 0.75,
    ...choice,
  })
  // Entries of item 0 are those of users 0 … 3, then follow those of item 1.
  const sum = weights.byItem[0]! * weights.byItem[4]! + weights.byItem[1]! * weights.byItem[5]!
  return valueOf[finish.formula](sum, finish.rowScale?.[0] ?? NaN, finish.columnScale?.[1] ?? NaN)
}

describe('the similarity of two items', () => {
  it('is the cosine', () => {
    expect(similarityOf({})).toBeCloseTo(2 / Math.sqrt(8), 12)
  })

  it('asymmetric: divides by n_i^2a n_j^2(1 − a) under the root, so that a = ½ is the cosine', () => {
    expect(similarityOf({ similarity: 'asymmetric' })).toBeCloseTo(2 / Math.sqrt(8), 12)
    expect(similarityOf({ similarity: 'asymmetric', asymmetry: 1 })).toBeCloseTo(2 / 4, 12)
    expect(similarityOf({ similarity: 'asymmetric', asymmetry: 0 })).toBeCloseTo(2 / 2, 12)
  })

  it('jaccard: common users by users of either', () => {
    expect(similarityOf({ similarity: 'jaccard' })).toBeCloseTo(2 / 4, 12)
  })

  it('adjusted cosine: values without the mean of their user', () => {
    // User 0: ±1, user 1: ∓1; users 2 and 3 have one item and are 0 off their mean.
    expect(similarityOf({ similarity: 'adjusted-cosine' })).toBeCloseTo(-1, 12)
  })

  it('pearson: values without the mean of their item; an item whose values are all equal is like no other', () => {
    expect(similarityOf({ similarity: 'pearson' })).toBe(0)
  })

  it('refuses a similarity of values on a log without them', () => {
    expect(() =>
      itemSimilarity(
        { ...log, value: null },
        { similarity: 'pearson', weighting: 'none', asymmetry: 0.5, k1: 1.2, b: 0.75 },
      ),
    ).toThrow(/pearson needs values/)
  })
})
