import { beforeEach, describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions, selectRows, type Interactions } from '../../../../main/data/interactions.ts'
import { bias } from '../../../../main/recommenders/baseline/bias.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { needsReference, readOfficialFolds, readReference } from '../../../helpers/classic-reference.ts'
import { logOf } from '../../../helpers/experiments.ts'

const predict = async (log: Interactions, given: Record<string, number | string>, test: Interactions) => {
  const model = await bias.train(log, parseConfiguration('bias', bias.settings, given), contextOf())
  const into = new Float32Array(test.rows)
  await model.predict!(test.user, test.item, into)
  return into
}

describe('bias', () => {
  behavesLikeRecommender(bias, { ndcgAt10: [0.01, 0.07], rmse: [0.98, 1.11], personal: false })

  // μ = 3. With als and one rating at the mean each: b_j = ((5 − 3) + (4 − 3)) / (1 + 2) = 1 and −3 / 3 = −1 for the items.
  const log = buildInteractions(
    logOf([
      [0, 0, 5],
      [1, 0, 4],
      [0, 1, 1],
      [1, 1, 2],
    ]),
  )

  it('solves for the items, then for the users', async () => {
    const given = { epochs: 1, itemRegularization: 1, userRegularization: 1 }
    const values = await predict(log, given, log)
    // User 0: ((5 − 4) + (1 − 2)) / 3 = 0, user 1 likewise.
    expect([...values]).toEqual([4, 4, 2, 2])
  })

  it('makes the step of gradient descent on each rating, with sgd', async () => {
    const one = buildInteractions(
      logOf([
        [0, 0, 5],
        [1, 1, 1],
      ]),
    )
    const given = { method: 'sgd', epochs: 1, learningRate: 0.1, regularization: 0 }
    const values = await predict(one, given, one)
    expect(values[0]).toBeCloseTo(3 + 0.2 + 0.2, 6)
    expect(values[1]).toBeCloseTo(3 - 0.2 - 0.2, 6)
  })
})

describe('on the first official fold of MovieLens 100K', () => {
  beforeEach(needsReference)

  it.each([
    ['A/BaselineOnly-als', { epochs: 10 }],
    ['A/BaselineOnly-sgd', { method: 'sgd', epochs: 20 }],
  ])('has the RMSE of Surprise, %s, to 1e-5', async (id, given) => {
    const { log, folds } = readOfficialFolds([1])
    const test = selectRows(log, folds[0]!.test)
    const values = await predict(selectRows(log, folds[0]!.train), given, test)
    const squares = values.reduce((sum, value, row) => sum + (value - test.value![row]!) ** 2, 0)
    expect(Math.sqrt(squares / test.rows)).toBeCloseTo(readReference('a-rating.json', id).metrics['rmse_u1']!, 5)
  })
})
