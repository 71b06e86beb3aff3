import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions, type Interactions } from '../../../../main/data/interactions.ts'
import { slim } from '../../../../main/recommenders/collaborative/slim.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

const train = async (log: Interactions, config: Record<string, number | boolean>) =>
  slim.train(log, parseConfiguration('slim', slim.settings, { tolerance: 1e-10, ...config }), contextOf())

describe('slim', () => {
  behavesLikeRecommender(slim, { config: { regularization: 0.01 }, ndcgAt10: [0.36, 0.45] })

  // Items 0 and 1 share 2 of 4 users; item 0 has 2 users, item 1 has 3.
  const log = buildInteractions(
    logOf(
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
        [2, 1],
        [3, 2],
      ],
      4,
      3,
    ),
  )

  it('solves two items in closed form: w = (n_ij − n α ρ) / (n_i + n α (1 − ρ))', async () => {
    const model = await train(log, { regularization: 0.1, l1Ratio: 0.5 })
    const scores = await scoresOf(model, 3, [2, 3])
    expect(scores[0]).toBeCloseTo((2 - 4 * 0.1 * 0.5) / (3 + 4 * 0.1 * 0.5), 6)
    expect([...scores.subarray(3)]).toEqual([0, 0, 0])
  })

  it('leaves no weight where the penalty exceeds the common users', async () => {
    const scores = await scoresOf(await train(log, { regularization: 1, l1Ratio: 0.5 }), 3, [2])
    expect([...scores]).toEqual([0, 0, 0])
  })

  it('lets items speak against each other on request', async () => {
    // Item 2 has exactly the users of item 0 who lack item 1.
    const against = buildInteractions(
      logOf([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
        [2, 0],
        [2, 2],
        [3, 0],
        [3, 2],
      ]),
    )
    const scoreOfRest = async (positive: boolean) => {
      const model = await train(against, { regularization: 1e-6, l1Ratio: 0.1, positive })
      return (await scoresOf(model, 3, [0]))[2]!
    }
    expect(await scoreOfRest(false)).toBeCloseTo(0, 3)
    expect(await scoreOfRest(true)).toBeGreaterThan(0.1)
  })
})
