import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { ratingKnn } from '../../../../main/recommenders/collaborative/rating-knn.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

type Given = Readonly<Record<string, number | string>>

const train = async (given: Given, log = toy) => ({
  model: await ratingKnn.train(log, parseConfiguration('rating-knn', ratingKnn.settings, given), contextOf()),
  log,
})

/**
 * Users 0, 1 and 2 rated items 0 and 1; of item 2 only users 1 and 2 are known; user 3 and item 3 have no ratings.
 * Mean squared differences of users over common items: 0 and 1: (1 + 1) / 2 = 1; 0 and 2: (4 + 0) / 2 = 2. So msd is 1/2 and 1/3.
 */
const toy = buildInteractions(
  logOf(
    [
      [0, 0, 4],
      [0, 1, 2],
      [1, 0, 5],
      [1, 1, 3],
      [1, 2, 4],
      [2, 0, 2],
      [2, 1, 2],
      [2, 2, 1],
    ],
    4,
    4,
  ),
)
const byUsers = { between: 'users', similarity: 'msd' }
const predict = async (given: Given, pairs: readonly (readonly [number, number])[]) => {
  const { model } = await train({ ...byUsers, ...given })
  const into = new Float64Array(pairs.length)
  await model.predict!(
    Int32Array.from(pairs, ([user]) => user),
    Int32Array.from(pairs, ([, item]) => item),
    into,
  )
  return [...into]
}
const [half, third] = [1 / 2, 1 / 3]

describe('rating-knn', () => {
  behavesLikeRecommender(ratingKnn, { ndcgAt10: [0.02, 0.1], rmse: [0.88, 1.02] })

  it('without centring takes the weighted mean of what neighbours gave', async () => {
    const [value] = await predict({ centering: 'none' }, [[0, 2]])
    expect(value).toBeCloseTo((half * 4 + third * 1) / (half + third), 12)
  })

  it('with means adds what neighbours gave above their own', async () => {
    // Means of the users: 3, 4 and 5/3.
    const [value] = await predict({ centering: 'mean' }, [[0, 2]])
    expect(value).toBeCloseTo(3 + (half * 0 + third * (1 - 5 / 3)) / (half + third), 12)
  })

  it('with z-scores scales by the deviations of a population', async () => {
    // User 0: 1; user 1: √(2/3); user 2: √(2/9).
    const [value] = await predict({ centering: 'z-score' }, [[0, 2]])
    expect(value).toBeCloseTo(3 + (third * (-2 / 3 / Math.sqrt(2 / 9))) / (half + third), 12)
  })

  it('takes the first in the log of equally similar neighbours', async () => {
    // Users 0 and 1 are the same to user 2; only one of them counts. In the log user 1 comes first.
    const log = buildInteractions(
      logOf([
        [1, 0, 3],
        [1, 1, 5],
        [0, 0, 3],
        [0, 1, 1],
        [2, 0, 3],
      ]),
    )
    const { model } = await train({ ...byUsers, centering: 'none', neighbours: 1 }, log)
    const into = new Float64Array(1)
    await model.predict!(Int32Array.of(2), Int32Array.of(1), into)
    expect(into[0]).toBe(5)
  })

  it('falls back on the mean of all, of the user, or on the baseline with too few neighbours', async () => {
    const few = { minimumNeighbours: 3 }
    expect(await predict({ ...few, centering: 'none' }, [[0, 2]])).toEqual([23 / 8])
    expect(await predict({ ...few, centering: 'mean' }, [[0, 2]])).toEqual([3])
    const { model } = await train({ ...byUsers, ...few, centering: 'none' })
    expect([...model.fallsBack!(Int32Array.of(0, 0), Int32Array.of(2, 3))]).toEqual([1, 1])
    const { model: centred } = await train({ ...byUsers, ...few, centering: 'mean' })
    expect([...centred.fallsBack!(Int32Array.of(0, 0, 3), Int32Array.of(2, 3, 0))]).toEqual([0, 1, 1])
  })

  it('gives an unknown user or item the mean, or what is known of the baseline', async () => {
    const unknown = [
      [3, 0],
      [0, 3],
    ] as const
    expect(await predict({ centering: 'mean' }, unknown)).toEqual([23 / 8, 23 / 8])
    const [item, user] = await predict({ centering: 'baseline' }, unknown)
    expect(item).toBeGreaterThan(23 / 8)
    expect(user).toBeGreaterThan(23 / 8)
    expect(item).not.toBe(user)
  })

  const choices = ['users', 'items'].flatMap((between) =>
    ['cosine', 'msd', 'pearson', 'pearson-baseline', 'adjusted-cosine', 'jaccard'].flatMap((similarity) =>
      ['none', 'mean', 'z-score', 'baseline'].map((centering) => ({ between, similarity, centering })),
    ),
  )

  it('scores as it predicts, before clipping, whatever is compared, how and centred on what', async () => {
    for (const given of choices) {
      const { model, log } = await train(given, small)
      const [scores, values] = [new Float64Array(log.items), new Float64Array(log.items)]
      await model.score(Int32Array.of(5), scores)
      const items = Int32Array.from(values, (_, item) => item)
      await model.predict!(new Int32Array(log.items).fill(5), items, values)
      values.forEach((value, item) => expect(value).toBe(Math.min(5, Math.max(1, scores[item]!))))
    }
  })

  it('explains a folded history by parts that add up to its score', async () => {
    for (const given of choices) {
      const { model, log } = await train(given, small)
      const history = Int32Array.of(3, 8, 20, 33)
      const values = Float32Array.of(5, 2, 4, 1)
      const scores = new Float64Array(log.items)
      await model.scoreHistory!(history, values, scores)
      for (const item of [1, 7, log.items - 1]) {
        const { parts, rest, exact } = model.explain!(history, values, item)
        const sum = parts.reduce((total, { amount }) => total + amount, rest)
        expect(sum, JSON.stringify(given)).toBeCloseTo(scores[item]!, 9)
        expect(exact).toBe(given.between === 'items')
      }
    }
  })

  it('scores the history of a user like the user, when items are compared', async () => {
    const { model, log } = await train({ between: 'items', centering: 'z-score', similarity: 'pearson' }, small)
    const [from, to] = [log.byUser.offsets[5]!, log.byUser.offsets[6]!]
    const values = Float32Array.from(log.byUser.positions.subarray(from, to), (row) => log.value![row]!)
    const [known, folded] = [new Float64Array(log.items), new Float64Array(log.items)]
    await model.score(Int32Array.of(5), known)
    await model.scoreHistory!(log.byUser.indices.slice(from, to), values, folded)
    known.forEach((score, item) => expect(folded[item]).toBeCloseTo(score, 9))
  })

  it('lists similar items also when users are compared', async () => {
    const { model } = await train(byUsers)
    const { items, similarities } = model.similarItems!(0, 2)
    // Items 0 and 1 differ by 2, 2 and 0, items 0 and 2 by 1 and 1.
    expect([...items]).toEqual([2, 1])
    expect([...similarities]).toEqual([Math.fround(1 / 2), Math.fround(1 / (8 / 3 + 1))])
  })
})

const small = generateLog(3)
