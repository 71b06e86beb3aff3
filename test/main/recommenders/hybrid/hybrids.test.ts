import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Settings } from '../../../../main/contract/settings.ts'
import { buildInteractions, type Interactions } from '../../../../main/data/interactions.ts'
import { cascadeHybrid } from '../../../../main/recommenders/hybrid/cascade-hybrid.ts'
import { featureAugmented } from '../../../../main/recommenders/hybrid/feature-augmented.ts'
import { stacking } from '../../../../main/recommenders/hybrid/stacking.ts'
import { switchingHybrid } from '../../../../main/recommenders/hybrid/switching-hybrid.ts'
import { weightedHybrid } from '../../../../main/recommenders/hybrid/weighted-hybrid.ts'
import { findRecommender } from '../../../../main/recommenders/all.ts'
import type { Recommender } from '../../../../main/recommenders/recommender.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

const trainOf =
  <S extends Settings>(recommender: Recommender<S>, log: Interactions) =>
  async (config: Record<string, unknown> = {}) =>
    recommender.train(log, parseConfiguration(recommender.id, recommender.settings, config), contextOf())

/** Users 0 and 1 share items 0 and 1; item 2 is the most popular. */
const log = buildInteractions(
  logOf([
    [0, 0],
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 2],
    [3, 2],
    [3, 1],
  ]),
)
const small = generateLog()

describe('weighted-hybrid', () => {
  behavesLikeRecommender(weightedHybrid, { ndcgAt10: [0.43, 0.53] })
  const train = trainOf(weightedHybrid, log)

  it('adds scaled scores with the weights that stand before the models', async () => {
    // Popularity is 2, 2, 3: min-max 0, 0, 1. Item-kNN for item 0: item 1 has 1/2, item 2 has 1/√6, itself 0.
    const scores = await scoresOf(await train({ models: '3*popularity + item-knn' }), 3, [0])
    expect(scores[0]).toBeCloseTo(0, 6)
    expect(scores[1]).toBeCloseTo(1, 6)
    expect(scores[2]).toBeCloseTo(3 + 2 / Math.sqrt(6), 6)
  })

  it('takes settings of its models, and names what they do not have', async () => {
    const scores = await scoresOf(await train({ models: 'item-knn(shrinkage=1) + popularity', scale: 'none' }), 3, [0])
    expect(scores[1]).toBeCloseTo(0.25 + 2, 6)
    await expect(train({ models: 'ease + nonsense' })).rejects.toThrow(/no model "nonsense"/)
    await expect(train({ models: 'ease + popularity(shrinkage=1)' })).rejects.toThrow(
      /model popularity in weighted-hybrid has no setting "shrinkage"/,
    )
  })

  it('says nothing of pasted histories when one of its models cannot', async () => {
    const model = await trainOf(weightedHybrid, small)({ models: 'ease + random' })
    const random = await findRecommender('random').train(small, {} as never, contextOf())
    expect(model.scoreHistory !== undefined).toBe(random.scoreHistory !== undefined)
  })
})

describe('switching-hybrid', () => {
  behavesLikeRecommender(switchingHybrid, { ndcgAt10: [0.42, 0.53] })

  it('uses the first model below the threshold and the second from it on', async () => {
    const model = await trainOf(switchingHybrid, log)({ few: 'popularity', many: 'item-knn', threshold: 2 })
    const scores = await scoresOf(model, 3, [0, 3])
    expect([...scores.subarray(0, 3)]).toEqual([2, 2, 3])
    // Items 2 and 1 of user 3 give item 0 the cosines 1/√6 and 1/2.
    expect(scores[3]).toBeCloseTo(0.5 + 1 / Math.sqrt(6), 6)
    const into = new Float64Array(3)
    await model.scoreHistory!(Int32Array.of(1), null, into)
    expect([...into]).toEqual([2, 2, 3])
    expect(model.explain!(Int32Array.of(1), null, 2)).toEqual({ parts: [], rest: 3, exact: true })
  })
})

describe('cascade-hybrid', () => {
  behavesLikeRecommender(cascadeHybrid, { ndcgAt10: [0.42, 0.53] })

  it('orders the candidates of the first by the second, and leaves the others below', async () => {
    const config = { first: 'popularity', second: 'item-knn', candidates: 2 }
    const model = await trainOf(cascadeHybrid, log)(config)
    // For user 0, who had item 0, item-kNN puts item 1 (1/2) before item 2 (1/√6).
    const scores = await scoresOf(model, 3, [0])
    expect(scores[1]).toBeGreaterThan(scores[2]!)
    expect(scores[2]).toBeGreaterThan(1)
    expect(scores[0]).toBeLessThan(1)
    const one = await scoresOf(await trainOf(cascadeHybrid, log)({ ...config, candidates: 1 }), 3, [0])
    expect(one[2]).toBeGreaterThan(one[1]!)
  })
})

describe('feature-augmented', () => {
  behavesLikeRecommender(featureAugmented, { boardConfig: { added: 1 }, ndcgAt10: [0.42, 0.53] })

  it('fills histories with the best items of the first before the second learns', async () => {
    const model = await trainOf(featureAugmented, log)({ first: 'popularity', second: 'popularity', added: 1 })
    // Popular and not had: user 0 gains item 2, user 2 item 0, user 3 item 0, user 1 has all.
    expect([...(await scoresOf(model, 3, [0]))]).toEqual([4, 2, 4])
  })
})

describe('stacking', () => {
  behavesLikeRecommender(stacking, { ndcgAt10: [0.42, 0.53] })

  it('gives a model that knows more weight than a random one, with either regression', async () => {
    for (const regression of ['logistic', 'linear']) {
      const said: string[] = []
      const config = parseConfiguration('stacking', stacking.settings, { models: 'item-knn + random', regression })
      await stacking.train(small, config, contextOf({ log: (text) => said.push(text) }))
      const [, known, noise] = /item-knn (\S+), random (\S+)\./.exec(said[0]!)!.map(Number)
      expect(known).toBeGreaterThan(5 * Math.abs(noise!))
    }
  })
})
