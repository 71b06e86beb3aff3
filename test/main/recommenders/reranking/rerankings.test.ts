import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Settings } from '../../../../main/contract/settings.ts'
import { buildInteractions, type Interactions } from '../../../../main/data/interactions.ts'
import { calibrated, divergence } from '../../../../main/recommenders/reranking/calibrated.ts'
import { chooseGreedily } from '../../../../main/recommenders/reranking/greedy.ts'
import { mmr, peopleOf } from '../../../../main/recommenders/reranking/mmr.ts'
import { findHead, popularityPenalised } from '../../../../main/recommenders/reranking/popularity-penalised.ts'
import { xquad } from '../../../../main/recommenders/reranking/xquad.ts'
import { cosineOf } from '../../../../main/recommenders/content/item-vectors.ts'
import type { Recommender } from '../../../../main/recommenders/recommender.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

const popular = [6, 5, 4, 3, 2]

/** Items 0 … 4 with 6, 5, 4, 3, 2 people of the first six users, of categories a, a, b, a, b; user 6 had item 5 (a) and 6 (b), user 7 item 5 alone. */
const log = buildInteractions({
  ...logOf([
    ...popular.flatMap((count, item) => Array.from({ length: count }, (_, user) => [user, item])),
    [6, 5],
    [6, 6],
    [7, 5],
  ]),
  side: {
    items: {
      texts: [],
      categories: [{ name: 'kind', values: ['a', 'a', 'b', 'a', 'b', 'a', 'b'].map((kind) => [kind]) }],
      numbers: [],
    },
    users: null,
  },
})

async function listOf<S extends Settings>(
  recommender: Recommender<S>,
  config: Record<string, unknown>,
  user: number,
  data: Interactions = log,
): Promise<number[]> {
  const settings = parseConfiguration(recommender.id, recommender.settings, { base: 'popularity', ...config })
  const scores = await scoresOf(await recommender.train(data, settings, contextOf()), data.items, [user])
  const had = data.byUser.indices.subarray(data.byUser.offsets[user], data.byUser.offsets[user + 1])
  const open = [...scores.keys()].filter((item) => !had.includes(item))
  return open.sort((a, b) => scores[b]! - scores[a]! || a - b)
}

describe('a reranked list', () => {
  it('is chosen one place at a time, the earlier candidate among equals, down to the depth', () => {
    const candidates = { items: Int32Array.of(7, 8, 9), relevance: Float64Array.of(1, 0.5, 0.5) }
    const bonus = [0, 0, 3]
    const objective = { gain: (place: number) => bonus[place]!, take: () => undefined }
    expect(chooseGreedily(candidates, 2, 0.5, objective)).toEqual([2, 0])
    expect(chooseGreedily(candidates, 3, 0, objective)).toEqual([0, 1, 2])
  })

  it.each([mmr, xquad, calibrated, popularityPenalised] as readonly Recommender[])(
    'is the list of the model with λ = 0: $id',
    async (recommender) => expect(await listOf(recommender, { lambda: 0 }, 6)).toEqual([0, 1, 2, 3, 4]),
  )
})

describe('mmr', () => {
  behavesLikeRecommender(mmr, { config: { candidates: 30 }, ndcgAt10: [0.4, 0.52] })

  it('takes as similarity the cosine of the sets of people', () => {
    expect(cosineOf(peopleOf(log), 0, 1)).toBeCloseTo(5 / Math.sqrt(30), 12)
    expect(cosineOf(peopleOf(log), 0, 5)).toBe(0)
  })

  it('puts what is unlike the list first when λ is 1', async () => {
    // Item 0 is first; the cosines with it are √(n/6), so the rarest follows, and then the one whose largest cosine to 0 and 4 is smallest.
    expect((await listOf(mmr, { lambda: 1 }, 6)).slice(0, 2)).toEqual([0, 4])
    const byContent = await listOf(mmr, { lambda: 1, similarity: 'content' }, 6)
    expect(byContent.slice(0, 2)).toEqual([0, 2])
  })
})

describe('xquad', () => {
  behavesLikeRecommender(xquad, { config: { candidates: 30 }, ndcgAt10: [0.42, 0.53] })

  it('covers each liked category once before it repeats one', async () => {
    expect(await listOf(xquad, { lambda: 1 }, 6)).toEqual([0, 2, 1, 3, 4])
    expect(await listOf(xquad, { lambda: 0.5 }, 6)).toEqual([0, 2, 1, 3, 4])
  })

  it('keeps the list of a person without categories, and needs categories', async () => {
    const bare = buildInteractions(logOf([[0, 0]]))
    await expect(listOf(xquad, {}, 0, bare)).rejects.toThrow(/needs categories of items/)
  })
})

describe('calibrated', () => {
  behavesLikeRecommender(calibrated, { config: { candidates: 30 }, ndcgAt10: [0.38, 0.5] })

  it('measures Σ p ln(p / q̃) with one hundredth of p mixed into q', () => {
    const half = Float64Array.of(0.5, 0.5)
    expect(divergence(half, Float64Array.of(1, 1), 2)).toBeCloseTo(0, 12)
    const expected = 0.5 * Math.log(0.5 / (0.99 + 0.005)) + 0.5 * Math.log(0.5 / 0.005)
    expect(divergence(half, Float64Array.of(3, 0), 3)).toBeCloseTo(expected, 12)
    expect(divergence(half, Float64Array.of(0, 0), 0)).toBeCloseTo(Math.log(100), 12)
  })

  it('alternates between two categories of equal share, and keeps to one where the history does', async () => {
    expect((await listOf(calibrated, { lambda: 1 }, 6)).slice(0, 4)).toEqual([0, 2, 1, 4])
    expect((await listOf(calibrated, { lambda: 1 }, 7)).slice(0, 3)).toEqual([0, 1, 3])
  })
})

describe('popularity-penalised', () => {
  behavesLikeRecommender(popularityPenalised, { config: { candidates: 30 }, ndcgAt10: [0.42, 0.53] })

  it('calls head the most popular items that hold the share of the events', () => {
    expect([...findHead(Float32Array.of(1, 5, 3, 0, 1), 0.8)]).toEqual([0, 1, 1, 0, 0])
    expect([...findHead(Float32Array.of(1, 1), 1)]).toEqual([1, 1])
  })

  it('gives a person of the tail items of the tail', async () => {
    // 23 events: the head that holds half of them is items 0, 1 and 2; the history of user 6 is all tail.
    expect((await listOf(popularityPenalised, { lambda: 1, headShare: 0.5, variant: 'binary' }, 6))[0]).toBe(3)
    const smooth = await listOf(popularityPenalised, { lambda: 0.9, headShare: 0.5 }, 6)
    expect(smooth.slice(0, 2)).toEqual([3, 0])
  })
})

it('diversity rises with λ and accuracy falls for MMR on the generated log', async () => {
  const data = generateLog()
  const vectors = peopleOf(data)
  const spread = async (lambda: number) => {
    const list = (await listOf(mmr, { base: 'item-knn', lambda, candidates: 50 }, 3, data)).slice(0, 10)
    let sum = 0
    for (const a of list) for (const b of list) if (a < b) sum += 1 - cosineOf(vectors, a, b)
    return sum / 45
  }
  const values = [await spread(0), await spread(0.5), await spread(0.9)]
  expect(values).toEqual([...values].sort((a, b) => a - b))
  expect(values[2]).toBeGreaterThan(values[0]!)
})
