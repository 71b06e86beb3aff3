import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { Random } from '../../../../main/math/random.ts'
import { pmf } from '../../../../main/recommenders/collaborative/pmf.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

/** Draws that are always 1, so that a first step can be computed by hand. */
class Ones extends Random {
  override normal(): number {
    return 1
  }
}

describe('pmf', () => {
  behavesLikeRecommender(pmf, {
    config: { factors: 10, epochs: 60, learningRate: 0.02 },
    ndcgAt10: [0.1, 0.22],
    rmse: [0.9, 1.03],
  })

  const log = buildInteractions(
    logOf(
      [
        [0, 0, 2],
        [0, 1, 1],
      ],
      2,
      3,
    ),
  )
  const train = () =>
    pmf.train(
      log,
      parseConfiguration('pmf', pmf.settings, {
        factors: 1,
        epochs: 1,
        learningRate: 0.1,
        regularization: 0.5,
        initialDeviation: 1,
      }),
      contextOf({ random: () => new Ones(1) }),
    )

  it('takes the step of gradient descent on each rating, without biases', async () => {
    // Rating 2, product 1: e = 1; p = 1 + 0.1 (1 − 0.5) = 1.05, q_0 the same. Rating 1, product 1.05: e = −0.05;
    // p = 1.05 + 0.1 (−0.05 − 0.525) = 0.9925, q_1 = 1 + 0.1 (−0.05 · 1.05 − 0.5) = 0.94475.
    const scores = new Float64Array(3)
    await (await train()).score(Int32Array.of(0), scores)
    expect(scores[0]).toBeCloseTo(0.9925 * 1.05, 12)
    expect(scores[1]).toBeCloseTo(0.9925 * 0.94475, 12)
  })

  it('falls back on the mean of all for an unknown user or item, and says so', async () => {
    const model = await train()
    const [users, items] = [Int32Array.of(1, 0, 0), Int32Array.of(0, 2, 0)]
    const values = new Float64Array(3)
    await model.predict!(users, items, values)
    expect([...values.slice(0, 2)]).toEqual([1.5, 1.5])
    expect([...model.fallsBack!(users, items)]).toEqual([1, 1, 0])
  })
})
