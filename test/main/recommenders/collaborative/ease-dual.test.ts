import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { ease } from '../../../../main/recommenders/collaborative/ease.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'

describe('ease over users', () => {
  behavesLikeRecommender(ease, { config: { regularization: 20, form: 'users' }, ndcgAt10: [0.38, 0.49] })

  const log = generateLog()
  const train = (form: string) =>
    ease.train(log, parseConfiguration('ease', ease.settings, { regularization: 20, form }), contextOf())
  const everybody = Array.from({ length: log.users }, (_, user) => user)

  it('has the scores of the form over items', async () => {
    const [items, users] = [await train('items'), await train('users')]
    const [wanted, scores] = [await scoresOf(items, log.items, everybody), await scoresOf(users, log.items, everybody)]
    scores.forEach((score, cell) => expect(Math.abs(score - wanted[cell]!)).toBeLessThan(2e-4))
  })

  it('folds in the history of a training user to that user', async () => {
    const model = await train('users')
    const folded = new Float32Array(log.items)
    await model.scoreHistory!(log.byUser.indices.slice(0, log.byUser.offsets[1]), null, folded)
    const known = await scoresOf(model, log.items, [0])
    folded.forEach((score, item) => expect(Math.abs(score - known[item]!)).toBeLessThan(2e-4))
  })

  it('is the same on two threads', async () => {
    const config = parseConfiguration('ease', ease.settings, { regularization: 20, form: 'users' })
    const [one, two] = [
      await ease.train(log, config, contextOf()),
      await ease.train(log, config, contextOf({ threads: 2 })),
    ]
    expect(await scoresOf(two, log.items, everybody)).toEqual(await scoresOf(one, log.items, everybody))
  })

  it('explains a score by the same weights as the form over items', async () => {
    const history = log.byUser.indices.slice(0, log.byUser.offsets[1])
    const [items, users] = [await train('items'), await train('users')]
    const weights = new Map(items.explain!(history, null, 7).parts.map(({ item, amount }) => [item, amount]))
    for (const { item, amount } of users.explain!(history, null, 7).parts)
      expect(Math.abs(amount - weights.get(item)!)).toBeLessThan(2e-4)
  })
})
