import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { pureSvd } from '../../../../main/recommenders/collaborative/pure-svd.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('pure-svd', () => {
  behavesLikeRecommender(pureSvd, { config: { factors: 4 }, ndcgAt10: [0.3, 0.55] })

  // XᵀX = [[2, 2, 0], [2, 3, 0], [0, 0, 1]]: λ = (5 ± √17) / 2 and 1, so that the leading vector is (2, λ − 2, 0) normed.
  const log = buildInteractions(
    logOf([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 1],
      [3, 2],
    ]),
  )

  it('projects onto the leading singular vector', async () => {
    const model = await pureSvd.train(log, { factors: 1 }, contextOf())
    const second = (5 + Math.sqrt(17)) / 2 - 2
    const square = 4 + second ** 2
    const scores = await scoresOf(model, 3, [2, 3])
    const wanted = [(2 * second) / square, second ** 2 / square, 0, 0, 0, 0]
    wanted.forEach((value, i) => expect(scores[i]).toBeCloseTo(value, 6))
  })

  it('gives back the history itself with all singular vectors', async () => {
    const scores = await scoresOf(await pureSvd.train(log, { factors: 9 }, contextOf()), 3, [0, 3])
    const wanted = [1, 1, 0, 0, 0, 1]
    wanted.forEach((value, i) => expect(scores[i]).toBeCloseTo(value, 6))
  })
})
