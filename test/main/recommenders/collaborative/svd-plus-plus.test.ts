import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { svdPlusPlus } from '../../../../main/recommenders/collaborative/svd-plus-plus.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'

const config = { factors: 3, epochs: 4, learningRate: 0.05, regularization: 0.1, initialDeviation: 0.3 }

/** The algorithm as the paper writes it: every y moves with every rating. */
function asWritten(log: ReturnType<typeof generateLog>): (user: number, item: number) => number {
  const random = new Random(5)
  const draw = (rows: number, isKnown: (row: number) => boolean) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: config.factors }, () => (isKnown(row) ? config.initialDeviation * random.normal() : 0)),
    )
  const knows =
    ({ offsets }: { offsets: Int32Array }) =>
    (row: number) =>
      offsets[row + 1]! > offsets[row]!
  const p = draw(log.users, knows(log.byUser))
  const q = draw(log.items, knows(log.byItem))
  const y = draw(log.items, knows(log.byItem))
  const userBias = new Float64Array(log.users)
  const itemBias = new Float64Array(log.items)
  const mean = log.value!.reduce((sum, value) => sum + value, 0) / log.rows
  const itemsOf = (user: number) => [
    ...log.byUser.indices.subarray(log.byUser.offsets[user], log.byUser.offsets[user + 1]),
  ]
  const impliedBy = (user: number) =>
    q[0]!.map((_, f) => itemsOf(user).reduce((sum, j) => sum + y[j]![f]!, 0) / Math.sqrt(itemsOf(user).length))
  const predict = (user: number, item: number) => {
    const implied = impliedBy(user)
    return (
      mean +
      userBias[user]! +
      itemBias[item]! +
      q[item]!.reduce((sum, value, f) => sum + value * (p[user]![f]! + implied[f]!), 0)
    )
  }
  const { learningRate: step, regularization: pull } = config
  for (let epoch = 0; epoch < config.epochs; epoch++)
    for (let row = 0; row < log.rows; row++) {
      const [user, item] = [log.user[row]!, log.item[row]!]
      const error = log.value![row]! - predict(user, item)
      const implied = impliedBy(user)
      const own = itemsOf(user)
      userBias[user]! += step * (error - pull * userBias[user]!)
      itemBias[item]! += step * (error - pull * itemBias[item]!)
      for (let f = 0; f < config.factors; f++) {
        const [a, b] = [p[user]![f]!, q[item]![f]!]
        p[user]![f] = a + step * (error * b - pull * a)
        q[item]![f] = b + step * (error * (a + implied[f]!) - pull * b)
        for (const j of own) y[j]![f]! += step * ((error * b) / Math.sqrt(own.length) - pull * y[j]![f]!)
      }
    }
  return predict
}

describe('svd-plus-plus', () => {
  behavesLikeRecommender(svdPlusPlus, {
    config: { factors: 10, epochs: 60, learningRate: 0.02 },
    ndcgAt10: [0.07, 0.17],
    rmse: [0.92, 1.05],
  })

  it('gives the numbers of the algorithm as written, though it moves every y once for each user', async () => {
    const log = generateLog(2)
    const model = await svdPlusPlus.train(
      log,
      parseConfiguration('svd-plus-plus', svdPlusPlus.settings, config),
      contextOf({ random: () => new Random(5) }),
    )
    const expected = asWritten(log)
    const scores = new Float64Array(log.items)
    for (const user of [0, 17, 120]) {
      await model.score(Int32Array.of(user), scores)
      for (const item of [0, 31, 90]) expect(scores[item]).toBeCloseTo(expected(user, item), 9)
    }
  })
})
