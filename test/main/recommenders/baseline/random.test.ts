import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { Random } from '../../../../main/math/random.ts'
import { random } from '../../../../main/recommenders/baseline/random.ts'
import { anybody } from '../../../../main/recommenders/policy.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

behavesLikePolicy(random)

describe('random', () => {
  behavesLikeRecommender(random, { ndcgAt10: [0.02, 0.08], personal: false })

  const log = buildInteractions(logOf([[0, 0]], 200, 50))

  it('orders items differently for each user and each seed', async () => {
    const model = await random.train(log, {}, contextOf())
    const other = await random.train(log, {}, contextOf({ random: (purpose) => new Random(8, purpose) }))
    expect(await scoresOf(model, 50, [0])).not.toEqual(await scoresOf(model, 50, [1]))
    expect(await scoresOf(model, 50, [0])).not.toEqual(await scoresOf(other, 50, [0]))
  })

  it('shows every arm with the same probability as a policy, whatever they paid', () => {
    const policy = random.policy.create({ arms: 4, features: 0 }, {})
    policy.update(anybody, 2, 1)
    const into = new Float64Array(4)
    policy.distribution(anybody, into)
    expect([...into]).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it('has uniform scores: their mean over 10,000 pairs is 1/2 within four standard errors', async () => {
    const model = await random.train(log, {}, contextOf())
    const scores = await scoresOf(
      model,
      50,
      Array.from({ length: 200 }, (_, user) => user),
    )
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * scores.length))
  })
})
