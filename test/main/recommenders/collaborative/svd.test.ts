import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { svd } from '../../../../main/recommenders/collaborative/svd.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

const configOf = (given: Record<string, number>) => parseConfiguration('svd', svd.settings, given)
const fast = { factors: 10, epochs: 60, learningRate: 0.02 }

describe('svd', () => {
  behavesLikeRecommender(svd, { config: fast, ndcgAt10: [0.05, 0.15], rmse: [0.98, 1.11] })

  const rated = buildInteractions(
    logOf(
      [
        [0, 0, 5],
        [1, 0, 1],
      ],
      3,
      2,
    ),
  )
  const predict = async (config: Record<string, number>, pairs: [number, number][]) => {
    const model = await svd.train(rated, configOf(config), contextOf())
    const into = new Float32Array(pairs.length)
    await model.predict!(
      Int32Array.from(pairs, ([u]) => u),
      Int32Array.from(pairs, ([, i]) => i),
      into,
    )
    return [...into]
  }

  it('makes the step of the paper: after one epoch without factors b_u = γ e and b_j adds both errors', async () => {
    // μ = 3. User 0: e = 2, b_u = b_j = 0.2. User 1: e = 1 − (3 + 0.2) = −2.2, b_u = −0.22, b_j = 0.2 − 0.22 = −0.02.
    const [first, second] = await predict(
      { factors: 1, epochs: 1, learningRate: 0.1, regularization: 0, initialDeviation: 0 },
      [
        [0, 0],
        [1, 0],
      ],
    )
    expect(first).toBeCloseTo(3 + 0.2 - 0.02, 6)
    expect(second).toBeCloseTo(3 - 0.22 - 0.02, 6)
  })

  it('falls back on the mean for an unknown user and item, and on what is known of either', async () => {
    const config = { factors: 1, epochs: 1, learningRate: 0.1, regularization: 0, initialDeviation: 0 }
    const [neither, itemOnly, userOnly] = await predict(config, [
      [2, 1],
      [2, 0],
      [0, 1],
    ])
    expect(neither).toBeCloseTo(3, 6)
    expect(itemOnly).toBeCloseTo(2.98, 6)
    expect(userOnly).toBeCloseTo(3.2, 6)
  })

  it('clips predictions to the range of the training ratings', async () => {
    const values = await predict({ factors: 2, epochs: 500, learningRate: 0.3, regularization: 0 }, [
      [0, 0],
      [1, 0],
    ])
    for (const value of values) {
      expect(value).toBeGreaterThanOrEqual(1)
      expect(value).toBeLessThanOrEqual(5)
    }
  })

  it('lowers the loss from epoch to epoch', async () => {
    const losses: number[] = []
    await svd.train(generateLog(), configOf(fast), contextOf({ loss: (_, training) => losses.push(training) }))
    expect(losses).toHaveLength(60)
    expect(losses[59]).toBeLessThan(losses[0]! / 2)
  })

  it('says that it needs values on a log without any', async () => {
    const log = buildInteractions(logOf([[0, 0]]))
    await expect(svd.train(log, configOf({}), contextOf())).rejects.toMatchObject({ code: 'unsupported' })
  })
})
