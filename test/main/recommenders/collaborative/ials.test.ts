import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { pack } from '../../../../main/recommenders/archive.ts'
import { ials } from '../../../../main/recommenders/collaborative/ials.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'

const small = { factors: 12, regularization: 5 }
const configOf = (given: Record<string, number | string>) => parseConfiguration('ials', ials.settings, given)

describe('ials', () => {
  behavesLikeRecommender(ials, { config: small, ndcgAt10: [0.33, 0.43] })

  const log = generateLog()

  it('lowers its objective in every iteration, with either solver', async () => {
    for (const solver of ['conjugate-gradient', 'cholesky']) {
      const losses: number[] = []
      await ials.train(log, configOf({ ...small, solver }), contextOf({ loss: (_, training) => losses.push(training) }))
      expect(losses).toHaveLength(15)
      losses.slice(1).forEach((loss, i) => expect(loss).toBeLessThanOrEqual(losses[i]! * (1 + 1e-12)))
    }
  })

  it('reaches the exact solution by conjugate gradient with as many steps as factors', async () => {
    const [exact, steps] = await Promise.all(
      [{ solver: 'cholesky' }, { steps: 30 }].map((given) =>
        ials.train(log, configOf({ ...small, iterations: 5, ...given }), contextOf()),
      ),
    )
    const [a, b] = [await scoresOf(exact!, log.items, [0, 1]), await scoresOf(steps!, log.items, [0, 1])]
    a.forEach((score, i) => expect(Math.abs(score - b[i]!)).toBeLessThan(1e-4))
  })

  it('folds in the history of a training user to that user, with the exact solver', async () => {
    const model = await ials.train(log, configOf({ ...small, solver: 'cholesky' }), contextOf())
    const folded = new Float32Array(log.items)
    await model.scoreHistory!(log.byUser.indices.slice(0, log.byUser.offsets[1]), null, folded)
    const known = await scoresOf(model, log.items, [0])
    folded.forEach((score, item) => expect(Math.abs(score - known[item]!)).toBeLessThan(1e-6))
  })

  it('reads models of version 1, whose factors are in double precision', async () => {
    const bytes = pack(
      'ials',
      1,
      { items: 2, weights: configOf({ factors: 1 }) },
      {
        offsets: Int32Array.of(0, 1),
        indices: Int32Array.of(0),
        popularity: Float32Array.of(1, 0),
        userFactors: Float64Array.of(0.1),
        itemFactors: Float64Array.of(3, 7),
      },
    )
    const scores = new Float64Array(2)
    await (await ials.load(bytes)).score(Int32Array.of(0), scores)
    expect([...scores]).toEqual([0.1 * 3, 0.1 * 7])
  })

  it('solves one user and one item in closed form: one factor, one event', async () => {
    const one = { ...generateLog(), users: 1, items: 1, rows: 1, user: Int32Array.of(0), item: Int32Array.of(0) }
    const rows = { offsets: Int32Array.of(0, 1), indices: Int32Array.of(0), positions: Int32Array.of(0) }
    const model = await ials.train(
      { ...one, byUser: rows, byItem: rows },
      configOf({ factors: 1, iterations: 200, confidence: 2, regularization: 0.5 }),
      contextOf(),
    )
    // p = q by symmetry, and c q (1 − p q) = λ p, so that p q = 1 − λ / c = 3/4.
    expect((await scoresOf(model, 1, [0]))[0]).toBeCloseTo(0.75, 5)
  })
})
