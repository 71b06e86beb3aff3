import { describe, expect, it } from 'vitest'
import { unpack } from '../../../main/recommenders/archive.ts'
import { itemWeightModel, largest, readItemWeights, type ItemWeights } from '../../../main/recommenders/item-weights.ts'
import { scoresOf } from '../../conformance/recommender.ts'

const dense: ItemWeights = { kind: 'dense', values: Float32Array.of(0, 2, -1, 3, 0, 0, 0, 0.5, 0) }
const sparse: ItemWeights = {
  kind: 'sparse',
  offsets: Int32Array.of(0, 2, 3, 4),
  indices: Int32Array.of(1, 2, 0, 1),
  values: Float32Array.of(2, -1, 3, 0.5),
}
const modelOf = (weights: ItemWeights) =>
  itemWeightModel({
    id: 'x',
    version: 1,
    weights,
    popularity: Float32Array.of(7, 8, 9),
    histories: { items: 3, offsets: Int32Array.of(0, 2, 2), indices: Int32Array.of(0, 2) },
  })

describe.each([dense, sparse])('a model of $kind item weights', (weights) => {
  const model = modelOf(weights)

  it('adds the rows of the items of the history', async () => {
    expect([...(await scoresOf(model, 3, [0]))]).toEqual([0, 2.5, -1])
  })

  it('gives a user without a history the popularity', async () => {
    expect([...(await scoresOf(model, 3, [1]))]).toEqual([7, 8, 9])
  })

  it('names the parts of a score, largest first, and the rest for an empty history', () => {
    const { parts, rest } = model.explain!(Int32Array.of(0, 2), null, 1)
    expect({ parts, rest }).toEqual({
      parts: [
        { item: 0, amount: 2 },
        { item: 2, amount: 0.5 },
      ],
      rest: 0,
    })
    expect(model.explain!(Int32Array.of(), null, 1).rest).toBe(8)
  })
})

describe.each([dense, sparse])(
  'a model of $kind item weights that starts from a base and counts the largest only',
  (weights) => {
    const positive = { ...weights, values: weights.values.map(Math.abs) } as ItemWeights
    const model = itemWeightModel({
      id: 'x',
      version: 1,
      weights: positive,
      popularity: Float32Array.of(7, 8, 9),
      base: Float64Array.of(10, 20, 30),
      atMost: 1,
      histories: { items: 3, offsets: Int32Array.of(0, 2, 2), indices: Int32Array.of(0, 2) },
    })

    it('adds to each item its base and the largest weights that the history gives it', async () => {
      expect([...(await scoresOf(model, 3, [0]))]).toEqual([10, 22, 31])
    })

    it('explains it so', () => {
      expect(model.explain!(Int32Array.of(0, 2), null, 1)).toEqual({
        parts: [{ item: 0, amount: 2 }],
        rest: 20,
        exact: true,
      })
    })

    it('scores the same after it was saved', async () => {
      const loaded = itemWeightModel({ id: 'x', version: 1, ...readItemWeights(unpack('x', 1, model.save())) })
      expect(await scoresOf(loaded, 3, [0, 1])).toEqual(await scoresOf(model, 3, [0, 1]))
    })
  },
)

describe('largest', () => {
  it('leaves the item itself and what is not positive out; the lower number is first among equals', () => {
    const { items, similarities } = largest([5, 1, 9, 1, 0], 2, 3)
    expect([...items]).toEqual([0, 1, 3])
    expect([...similarities]).toEqual([5, 1, 1])
  })
})
