import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { popularity } from '../../../../main/recommenders/baseline/popularity.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('popularity', () => {
  behavesLikeRecommender(popularity, { ndcgAt10: [0.18, 0.26], personal: false })

  it('scores an item by its number of users, whoever asks; a repeated event counts once', async () => {
    const log = buildInteractions(
      logOf([
        [0, 1],
        [1, 1],
        [1, 1],
        [1, 2],
      ]),
    )
    const model = await popularity.train(log, {}, contextOf())
    expect([...(await scoresOf(model, 3, [0, 1]))]).toEqual([0, 2, 1, 0, 2, 1])
  })
})
