import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { Random } from '../../../../main/math/random.ts'
import { factorizationMachine } from '../../../../main/recommenders/collaborative/factorization-machine.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { checkerboard, generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

/** Draws that are always 1, so that a first step can be computed by hand. */
class Ones extends Random {
  override normal(): number {
    return 1
  }
}

const configOf = (given: Record<string, number | boolean>) =>
  parseConfiguration('factorization-machine', factorizationMachine.settings, given)

const genres = (rows: number) => ({
  texts: [],
  categories: [{ name: 'taste', values: Array.from({ length: rows }, (_, row) => [`taste ${row % 4}`]) }],
  numbers: [],
})

describe('factorization-machine', () => {
  behavesLikeRecommender(factorizationMachine, {
    boardConfig: { epochs: 200, regularization: 0.01 },
    ndcgAt10: [0.1, 0.21],
    rmse: [0.75, 0.87],
  })

  it('takes the step of gradient descent on weights, vectors and w₀', async () => {
    // One rating of 4 by user 0: w₀ = 4, vectors 0.5: ŷ = 4.25, e = −0.25. w₀ = 3.975, w = −0.025 each, v = 0.5 − 0.1 · 0.25 · 0.5 = 0.4875.
    const given = { factors: 1, epochs: 1, learningRate: 0.1, regularization: 0, initialDeviation: 0.5 }
    const log = buildInteractions(logOf([[0, 0, 4]]))
    const model = await factorizationMachine.train(log, configOf(given), contextOf({ random: () => new Ones(1) }))
    const score = new Float64Array(1)
    await model.score(Int32Array.of(0), score)
    expect(score[0]).toBeCloseTo(3.975 - 0.05 + 0.4875 ** 2, 12)
  })

  it('predicts for an item nobody rated from its description', async () => {
    const log = { ...generateLog(), side: { users: null, items: genres(161) } }
    const users = Int32Array.from({ length: 240 }, (_, user) => user)
    const predict = async (useSide: boolean) => {
      const model = await factorizationMachine.train(log, configOf({ useSide, epochs: 10 }), contextOf())
      const into = new Float64Array(240)
      await model.predict!(users, new Int32Array(240).fill(160), into)
      const meanOf = (wanted: (user: number) => boolean) =>
        into.filter((_, user) => wanted(user)).reduce((sum, value, _, all) => sum + value / all.length, 0)
      return meanOf((user) => user % 4 === 0) - meanOf((user) => user % 4 !== 0)
    }
    // Item 160 is of the taste of every fourth user. They rate their own taste 4.2 on average, others 2.4.
    expect(await predict(true)).toBeGreaterThan(0.5)
    expect(Math.abs(await predict(false))).toBeLessThan(0.3)
  })

  it('ranks without predicting on a log without values', async () => {
    const log = checkerboard()
    const model = await factorizationMachine.train(log, configOf({ epochs: 200, regularization: 0.01 }), contextOf())
    expect(model.predict).toBeUndefined()
    const scores = new Float64Array(log.items)
    const history = Int32Array.from({ length: 7 }, (_, place) => 2 * place)
    for (const fill of [
      () => model.score(Int32Array.of(14), scores),
      () => model.scoreHistory!(history, null, scores),
    ]) {
      await fill()
      const others = scores.filter((_, item) => item % 2 === 1)
      expect(scores[14]).toBeGreaterThan(Math.max(...others))
    }
  })
})
