import { describe, expect, it } from 'vitest'
import { embeddingWeights, independentEmbeddingWeights } from '../../../../main/evaluation/off-policy/embeddings.ts'

/** One round; action 0 has category 0 in both dimensions with chance 1, action 1 has either with chance ½. */
const rounds = {
  actions: 2,
  categories: 2,
  dimensions: 2,
  chance: Float64Array.of(1, 1, 0, 0, 0.5, 0.5, 0.5, 0.5),
  embedding: Float64Array.of(0, 0),
  policy: Float64Array.of(0.8, 0.2),
  logging: Float64Array.of(0.5, 0.5),
}

describe('weights of embeddings', () => {
  it('compare the chances of the whole embedding', () => {
    expect(embeddingWeights(rounds)[0]).toBeCloseTo((0.8 + 0.2 / 4) / (0.5 + 0.5 / 4), 12)
  })

  it('multiply over dimensions when these are taken as independent', () => {
    expect(independentEmbeddingWeights(rounds)[0]).toBeCloseTo((0.9 / 0.75) ** 2, 12)
  })

  it('are those of the dimensions that are used', () => {
    expect(embeddingWeights(rounds, [1])[0]).toBeCloseTo(0.9 / 0.75, 12)
    expect(embeddingWeights(rounds, [])[0]).toBe(1)
  })
})
