import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions, type Interactions } from '../../../../main/data/interactions.ts'
import { popularity } from '../../../../main/recommenders/baseline/popularity.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

const train = (log: Interactions, config: Record<string, number | string> = {}) =>
  popularity.train(log, parseConfiguration('popularity', popularity.settings, config), contextOf())

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
    expect([...(await scoresOf(await train(log), 3, [0, 1]))]).toEqual([0, 2, 1, 0, 2, 1])
  })

  // Item 0 had two users 60 days before the end, item 1 one user at the end.
  const day = 86_400
  const dated = buildInteractions(
    logOf([
      [0, 0, 1, 0],
      [1, 0, 1, 0],
      [2, 1, 1, 60 * day],
    ]),
  )

  it('halves what is a half-life old when it decays', async () => {
    expect([...(await scoresOf(await train(dated, { kind: 'decayed', halfLife: 30 }), 2, [0]))]).toEqual([0.5, 1])
  })

  it('counts the last days only when it is recent', async () => {
    expect([...(await scoresOf(await train(dated, { kind: 'recent', window: 59 }), 2, [0]))]).toEqual([0, 1])
    expect([...(await scoresOf(await train(dated, { kind: 'recent', window: 60 }), 2, [0]))]).toEqual([2, 1])
  })

  it('says that ages need times', () => {
    const undated = { ...dated, time: null }
    expect(() => train(undated, { kind: 'recent' })).toThrow(/need times/)
  })

  describe('by segment', () => {
    const values = [['young'], ['young'], ['old'], []]
    const log = {
      ...buildInteractions(
        logOf(
          [
            [0, 0],
            [1, 0],
            [2, 1],
          ],
          4,
          3,
        ),
      ),
      side: { items: null, users: { texts: [], categories: [{ name: 'age', values }], numbers: [] } },
    }

    it('counts the people of the same value, with a share of everybody; who has none gets plain popularity', async () => {
      const scores = await scoresOf(await train(log, { kind: 'segment', smoothing: 3 }), 3, [0, 2, 3])
      expect([...scores]).toEqual([4, 1, 0, 2, 2, 0, 2, 1, 0])
    })

    it('refuses a column that is not there, with those that are', () => {
      expect(() => train(log, { kind: 'segment', column: 'sex' })).toThrow(/no column of categories "sex"/)
    })

    it('takes thirds by activity where there is no table, for folded histories too', async () => {
      const events = [
        [0, 0],
        [1, 1],
        [1, 2],
        [2, 1],
        [2, 2],
        [2, 3],
      ]
      const model = await train(buildInteractions(logOf(events)), { kind: 'segment', smoothing: 0 })
      expect([...(await scoresOf(model, 4, [0, 1, 2]))]).toEqual([1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1])
      const into = new Float64Array(4)
      await model.scoreHistory!(Int32Array.of(0, 3), null, into)
      expect([...into]).toEqual([0, 1, 1, 0])
    })
  })
})
