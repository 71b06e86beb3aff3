import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { Random } from '../../../../main/math/random.ts'
import { nmf } from '../../../../main/recommenders/collaborative/nmf.ts'
import { behavesLikeRecommender, contextOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

/** Draws that are always a half, so that a first step can be computed by hand. */
class Halves extends Random {
  override uniform(): number {
    return 0.5
  }
}

const configOf = (given: Record<string, number>) => parseConfiguration('nmf', nmf.settings, given)

describe('nmf', () => {
  behavesLikeRecommender(nmf, { ndcgAt10: [0.03, 0.12], rmse: [0.95, 1.09] })

  it('multiplies by Σ q r over Σ q r̂ + λ n p, users and items from the same predictions', async () => {
    const log = buildInteractions(
      logOf([
        [0, 0, 4],
        [0, 1, 1],
      ]),
    )
    const given = { factors: 1, epochs: 1, userRegularization: 0.5, itemRegularization: 1, initialMaximum: 2 }
    const model = await nmf.train(log, configOf(given), contextOf({ random: () => new Halves(1) }))
    // All factors are 1 and every r̂ is 1: p = 5 / (2 + 0.5 · 2), q_0 = 4 / (1 + 1), q_1 = 1 / (1 + 1).
    const scores = new Float64Array(2)
    await model.score(Int32Array.of(0), scores)
    expect(scores[0]).toBeCloseTo((5 / 3) * 2, 12)
    expect(scores[1]).toBeCloseTo((5 / 3) * 0.5, 12)
  })

  it('lowers the error from the first epoch to the last', async () => {
    const losses: number[] = []
    await nmf.train(generateLog(), configOf({}), contextOf({ loss: (_, training) => losses.push(training) }))
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 4)
  })

  it('refuses negative values', async () => {
    const log = buildInteractions(logOf([[0, 0, -2]]))
    await expect(nmf.train(log, configOf({}), contextOf())).rejects.toThrow(
      'The model nmf takes no negative values, and this log has -2.',
    )
  })
})
