import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { ease } from '../../../../main/recommenders/collaborative/ease.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { logOf } from '../../../helpers/experiments.ts'

const configOf = (given: Record<string, number | string>) => parseConfiguration('ease', ease.settings, given)

describe('ease', () => {
  behavesLikeRecommender(ease, { config: { regularization: 20 }, ndcgAt10: [0.38, 0.49] })

  const log = buildInteractions(
    logOf([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 1],
      [3, 2],
    ]),
  )

  it('matches the closed form on three items', async () => {
    // XᵀX + I = [[3, 2, 0], [2, 4, 0], [0, 0, 2]]; its inverse has [[4, −2], [−2, 3]] / 8 as first block.
    const model = await ease.train(log, configOf({ regularization: 1 }), contextOf())
    const scores = await scoresOf(model, 3, [0, 2, 3])
    const wanted = [2 / 4, 2 / 3, 0, 2 / 3, 0, 0, 0, 0, 0]
    // User 0 has both items: item 0 gets B₁₀ = 2/4, item 1 gets B₀₁ = 2/3. User 2 has item 1 only.
    wanted[3] = 2 / 4
    wanted.forEach((value, i) => expect(scores[i], `score ${i}`).toBeCloseTo(value, 6))
  })

  it('shrinks every weight as λ grows', async () => {
    const weak = await ease.train(log, configOf({ regularization: 1 }), contextOf())
    const strong = await ease.train(log, configOf({ regularization: 100 }), contextOf())
    const [a, b] = [await scoresOf(weak, 3, [2]), await scoresOf(strong, 3, [2])]
    expect(b[0]!).toBeLessThan(a[0]!)
    expect(b[0]!).toBeGreaterThan(0)
  })

  it('refuses a catalogue whose weights cannot fit into memory, in a sentence with both sizes', async () => {
    const huge = { ...log, items: 3_000_000 }
    await expect(async () =>
      ease.train(huge, configOf({ regularization: 1, form: 'items' }), contextOf()),
    ).rejects.toMatchObject({
      code: 'does-not-fit',
      message: expect.stringMatching(/3,000,000 items takes [\d,.]+ GB/) as string,
    })
  })
})
