import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions, type SideTable } from '../../../../main/data/interactions.ts'
import { content } from '../../../../main/recommenders/content/content.ts'
import { cosineOf, vectorizeItems, vectorSettings } from '../../../../main/recommenders/content/item-vectors.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

const none = { texts: [], categories: [], numbers: [] }
const settings = (given: Record<string, unknown> = {}) => parseConfiguration('content', vectorSettings, given)

describe('vectors of items', () => {
  const texts = (...values: string[]): SideTable => ({ ...none, texts: [{ name: 'title', values }] })

  it('of a bag of words have the cosine of their counts', () => {
    const bag = vectorizeItems(texts('tea pot', 'tea tea pot', 'rug'), 3, settings({ textWeighting: 'bag-of-words' }))
    expect(cosineOf(bag, 0, 1)).toBeCloseTo(3 / Math.sqrt(2 * 5), 12)
    expect(cosineOf(bag, 0, 2)).toBe(0)
  })

  it('of TF-IDF weigh a word by ln(n / df), and leave out a word that one item has unless it is asked for', () => {
    // n = 3: tea in 3 texts (0), pot in 2 (ln 1.5), rug in 1 (ln 3).
    const table = texts('tea pot', 'tea pot rug', 'tea')
    expect(cosineOf(vectorizeItems(table, 3, settings()), 0, 1)).toBeCloseTo(1, 12)
    const rare = vectorizeItems(table, 3, settings({ rareWords: true }))
    expect(cosineOf(rare, 0, 1)).toBeCloseTo(Math.log(1.5) / Math.hypot(Math.log(1.5), Math.log(3)), 12)
    expect(cosineOf(rare, 0, 2)).toBe(0)
  })

  it('of BM25 let repeated words saturate', () => {
    const table = texts('tea tea tea tea pot', 'tea pot rug', 'rug')
    const weight = (count: number, df: number, length: number) =>
      (Math.log(1 + (3 - df + 0.5) / (df + 0.5)) * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 3))
    const a = [weight(4, 2, 5), weight(1, 2, 5)]
    const b = [weight(1, 2, 3), weight(1, 2, 3), weight(1, 2, 3)]
    const expected = (a[0]! * b[0]! + a[1]! * b[1]!) / (Math.hypot(...a) * Math.hypot(...b))
    expect(cosineOf(vectorizeItems(table, 3, settings({ textWeighting: 'bm25' })), 0, 1)).toBeCloseTo(expected, 12)
  })

  it('of categories count each value once, of numbers their place among the others', () => {
    const kinds = { ...none, categories: [{ name: 'genre', values: [['a', 'b'], ['a'], ['c'], []] }] }
    const ofKinds = vectorizeItems(kinds, 4, settings())
    expect(cosineOf(ofKinds, 0, 1)).toBeCloseTo(Math.SQRT1_2, 12)
    expect(cosineOf(ofKinds, 3, 1)).toBe(0)
    const prices = { ...none, numbers: [{ name: 'price', values: Float64Array.of(1, 10, 10, 999, NaN) }] }
    const ofPrices = vectorizeItems(prices, 5, settings())
    expect(cosineOf(ofPrices, 1, 2)).toBeCloseTo(1, 12)
    expect(cosineOf(ofPrices, 0, 3)).toBeCloseTo(0, 12)
    expect(cosineOf(ofPrices, 0, 1)).toBeCloseTo(Math.cos(Math.PI / 6), 12)
    expect(cosineOf(ofPrices, 4, 1)).toBe(0)
  })

  it('weigh kinds of columns against each other and have length 1', () => {
    const table = {
      ...none,
      texts: [{ name: 'title', values: ['tea pot', 'rug', 'tea'] }],
      categories: [{ name: 'genre', values: [['a'], ['a'], ['b']] }],
    }
    const vectors = vectorizeItems(
      table,
      3,
      settings({ textWeighting: 'bag-of-words', textWeight: 3, rareWords: true }),
    )
    expect(cosineOf(vectors, 0, 1)).toBeCloseTo(1 / 10, 12)
    expect(cosineOf(vectors, 0, 0)).toBeCloseTo(1, 12)
  })
})

describe('content', () => {
  behavesLikeRecommender(content, { ndcgAt10: [0.14, 0.21] })

  const genres = [['a'], ['a', 'b'], ['b'], ['c'], []]
  const log = buildInteractions({
    ...logOf(
      [
        [0, 0, 1],
        [0, 3, 3],
        [1, 2, 2],
        [2, 4, 2],
      ],
      4,
      5,
    ),
    side: { items: { ...none, categories: [{ name: 'genre', values: genres }] }, users: null },
  })
  const train = async (config: Record<string, string> = {}) =>
    content.train(log, parseConfiguration('content', content.settings, config), contextOf())

  it('scores by the cosine of the mean of a history, also an item that nobody had', async () => {
    const scores = await scoresOf(await train(), 5, [0])
    const half = Math.SQRT1_2
    ;[half, half * half, 0, half, 0].forEach((value, item) => expect(scores[item]).toBeCloseTo(value, 6))
  })

  it('weighs items by their value when asked', async () => {
    const scores = await scoresOf(await train({ profile: 'values' }), 5, [0])
    expect(scores[0]).toBeCloseTo(1 / Math.sqrt(10), 6)
    expect(scores[3]).toBeCloseTo(3 / Math.sqrt(10), 6)
  })

  it('gives popularity to somebody of whom nothing is known, and to a history of items without features', async () => {
    expect([...(await scoresOf(await train(), 5, [2, 3]))]).toEqual([1, 0, 1, 1, 1, 1, 0, 1, 1, 1])
  })

  it('names what items have in common', async () => {
    const { parts } = (await train()).explain!(Int32Array.of(0, 3), null, 1)
    expect(parts).toEqual([{ item: 0, amount: expect.closeTo(0.5, 6), shared: ['genre = a'] }])
  })

  it('needs a table of items', async () => {
    const bare = buildInteractions(logOf([[0, 0]]))
    const config = parseConfiguration('content', content.settings)
    await expect(content.train(bare, config, contextOf())).rejects.toThrow(/needs a table of items/)
  })
})
