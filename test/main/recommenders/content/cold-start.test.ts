import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Settings } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import {
  fillCold,
  mapByNeighbours,
  mapByRidge,
  splitByEvents,
} from '../../../../main/recommenders/content/cold-items.ts'
import { coldStartContent } from '../../../../main/recommenders/content/cold-start-content.ts'
import { segmentStart } from '../../../../main/recommenders/content/segment-start.ts'
import type { ItemVectors } from '../../../../main/recommenders/content/item-vectors.ts'
import type { Recommender } from '../../../../main/recommenders/recommender.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

/** Items 0 (a), 1 (a b), 2 (b), 3 (a, cold), 4 (b, cold), 5 (nothing, cold). */
const log = buildInteractions({
  ...logOf(
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 2],
    ],
    5,
    6,
  ),
  side: {
    items: {
      texts: [],
      categories: [{ name: 'kind', values: [['a'], ['a', 'b'], ['b'], ['a'], ['b'], []] }],
      numbers: [],
    },
    users: {
      texts: [],
      categories: [
        { name: 'city', values: [['x'], ['x'], ['y'], ['y'], []] },
        { name: 'sex', values: [['f'], ['m'], ['f'], ['m'], ['m']] },
      ],
      numbers: [],
    },
  },
})
const train = async <S extends Settings>(recommender: Recommender<S>, config: Record<string, unknown>) =>
  recommender.train(log, parseConfiguration(recommender.id, recommender.settings, config), contextOf())

describe('cold-start-content', () => {
  behavesLikeRecommender(coldStartContent, {
    config: { base: 'ials(factors=8)' },
    ndcgAt10: [0.42, 0.55],
  })

  it('gives a cold item the mean of similar warm ones, and leaves warm ones and those of which nothing is known', async () => {
    // Popularity is 1, 2, 2. Item 3 is like item 0 (cosine 1) and item 1 (√½); item 4 like items 1 and 2.
    const model = await train(coldStartContent, { base: 'popularity' })
    const half = Math.SQRT1_2
    const scores = await scoresOf(model, 6, [0])
    expect([...scores.subarray(0, 3), scores[5]]).toEqual([1, 2, 2, 0])
    expect(scores[3]).toBeCloseTo((1 + 2 * half) / (1 + half), 6)
    expect(scores[4]).toBeCloseTo(2, 6)
    expect((await scoresOf(await train(coldStartContent, { base: 'popularity', neighbours: 1 }), 6, [0]))[3]).toBe(1)
  })

  it('explains the score of a cold item by what its neighbours are explained by', async () => {
    const model = await train(coldStartContent, { base: 'item-knn' })
    const history = Int32Array.of(0)
    const into = new Float64Array(6)
    await model.scoreHistory!(history, null, into)
    const { parts, rest, exact } = model.explain!(history, null, 4)
    expect(exact).toBe(true)
    expect(parts.map(({ item }) => item)).toEqual([0])
    expect(parts[0]!.amount + rest).toBeCloseTo(into[4]!, 6)
  })

  it('maps by ridge as the regression of factors on features would', async () => {
    const h = Math.SQRT1_2
    const vectors: ItemVectors = {
      names: ['a', 'b'],
      offsets: Int32Array.of(0, 1, 3, 4, 5),
      indices: Int32Array.of(0, 0, 1, 1, 0),
      values: Float64Array.of(1, h, h, 1, 1),
    }
    const split = splitByEvents(Float32Array.of(1, 1, 1, 0), vectors)
    expect([...split.cold]).toEqual([3])
    const map = await mapByRidge(vectors, split, { regularization: 0.5, features: 2 }, () => undefined)
    // XᵀX + λI = [[2, ½], [½, 2]], its inverse [[2, −½], [−½, 2]] / 3.75; x = (1, 0).
    const [a, b] = [2 / 3.75, -0.5 / 3.75]
    const row = Float64Array.of(3, 5, 7, 0)
    fillCold(map, row)
    expect(row[3]).toBeCloseTo(3 * a + 5 * h * (a + b) + 7 * b, 12)
    const near = await mapByNeighbours(vectors, split, 1, () => undefined)
    expect([...near.indices]).toEqual([0])
  })
})

describe('segment-start', () => {
  behavesLikeRecommender(segmentStart, { ndcgAt10: [0.42, 0.53] })

  it('gives somebody without events what is popular in the segment, mixed with what is popular at all', async () => {
    const model = await train(segmentStart, { base: 'item-knn', smoothing: 4 })
    const scores = await scoresOf(model, 6, [3, 4])
    // Segment y has one event, of item 2; of all five events items 0, 1, 2 have 1, 2, 2.
    ;[0.8 / 5, 1.6 / 5, 2.6 / 5].forEach((value, item) => expect(scores[item]).toBeCloseTo(value, 6))
    ;[1 / 5, 2 / 5, 2 / 5].forEach((value, item) => expect(scores[6 + item]).toBeCloseTo(value, 6))
  })

  it('takes another column when it is named, and refuses one that is not there', async () => {
    const scores = await scoresOf(await train(segmentStart, { segment: 'sex', smoothing: 0 }), 6, [3])
    expect([...scores.subarray(0, 3)]).toEqual([0, 0.5, 0.5])
    await expect(train(segmentStart, { segment: 'age' })).rejects.toThrow(/no column of categories "age"/)
  })

  it('uses the model from the threshold on', async () => {
    const model = await train(segmentStart, { base: 'popularity', threshold: 2, smoothing: 0 })
    const scores = await scoresOf(model, 6, [0, 2])
    expect([...scores.subarray(0, 3)]).toEqual([1, 2, 2])
    expect([...scores.subarray(6, 9)]).toEqual([0, 0, 1])
  })
})
