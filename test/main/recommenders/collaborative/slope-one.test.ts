import { beforeEach, describe, expect, it } from 'vitest'
import { buildInteractions, selectRows } from '../../../../main/data/interactions.ts'
import { slopeOne } from '../../../../main/recommenders/collaborative/slope-one.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { needsReference, readOfficialFolds, readReference } from '../../../helpers/classic-reference.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('slope-one', () => {
  // It adds an effect of the user to effects between items, so that it cannot tell the colours of a board apart.
  behavesLikeRecommender(slopeOne, { ndcgAt10: [0, 0.05], rmse: [1.05, 1.18], personal: false })

  // The example of the paper: Bob rated I and J 1 and 1.5; Lucy rated I 2. Lucy's J is 2 + (1.5 − 1).
  const log = buildInteractions(
    logOf(
      [
        [0, 0, 1],
        [0, 1, 1.5],
        [1, 0, 2],
      ],
      3,
      3,
    ),
  )
  const predict = async (pairs: [number, number][]) => {
    const model = await slopeOne.train(log, { wholeRatings: false }, contextOf())
    const into = new Float32Array(pairs.length)
    await model.predict!(
      Int32Array.from(pairs, ([u]) => u),
      Int32Array.from(pairs, ([, i]) => i),
      into,
    )
    return [...into]
  }

  it('adds the mean difference to the mean of the user, clipped to the ratings seen', async () => {
    // 2 + 0.5 = 2.5 is above the highest rating, 2.
    expect(await predict([[1, 1]])).toEqual([2])
    const model = await slopeOne.train(log, { wholeRatings: false }, contextOf())
    const scores = new Float32Array(3)
    await model.score(Int32Array.of(1), scores)
    expect(scores[1]).toBe(2.5)
  })

  it('gives an unknown user or item the global mean', async () => {
    expect(
      await predict([
        [2, 0],
        [0, 2],
      ]),
    ).toEqual([1.5, 1.5])
  })
})

describe('on the first official fold of MovieLens 100K', () => {
  beforeEach(needsReference)

  it('has the RMSE and MAE of Surprise to 1e-5', { timeout: 120_000 }, async () => {
    const { log, folds } = readOfficialFolds([1])
    const model = await slopeOne.train(selectRows(log, folds[0]!.train), { wholeRatings: false }, contextOf())
    const test = selectRows(log, folds[0]!.test)
    const predicted = new Float32Array(test.rows)
    await model.predict!(test.user, test.item, predicted)
    const errors = predicted.map((value, row) => value - test.value![row]!)
    const { metrics } = readReference('a-rating.json', 'A/SlopeOne')
    expect(Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / test.rows)).toBeCloseTo(metrics['rmse_u1']!, 5)
    expect(errors.reduce((sum, e) => sum + Math.abs(e), 0) / test.rows).toBeCloseTo(metrics['mae_u1']!, 5)
  })
})
