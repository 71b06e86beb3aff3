import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { globalMean } from '../../../../main/recommenders/baseline/global-mean.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('global-mean', () => {
  behavesLikeRecommender(globalMean, { ndcgAt10: [0.01, 0.09], rmse: [0.98, 1.11], personal: false })

  // μ = 3; user 0 has the mean 4, user 1 has 2; item 0 has 4, item 1 has 2.
  const log = buildInteractions(
    logOf(
      [
        [0, 0, 5],
        [0, 1, 3],
        [1, 0, 3],
        [1, 1, 1],
      ],
      3,
      3,
    ),
  )
  const predict = async (over: 'all' | 'user' | 'item') => {
    const model = await globalMean.train(log, { over }, contextOf())
    const into = new Float64Array(3)
    await model.predict!(Int32Array.of(0, 1, 2), Int32Array.of(0, 1, 2), into)
    return { model, values: [...into] }
  }

  it.each([
    ['all', [3, 3, 3]],
    ['user', [4, 2, 3]],
    ['item', [4, 2, 3]],
  ] as const)('predicts the mean over %s, and that of all where there are no ratings', async (over, expected) => {
    expect((await predict(over)).values).toEqual(expected)
  })

  it('takes the mean of a pasted history for somebody new', async () => {
    const { model } = await predict('user')
    const scores = new Float64Array(3)
    await model.scoreHistory!(Int32Array.of(0, 1), Float32Array.of(1, 2), scores)
    expect([...scores]).toEqual([1.5, 1.5, 1.5])
  })
})
