import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../main/contract/settings.ts'
import { bpr } from '../../../main/recommenders/collaborative/bpr.ts'
import { foldIn, learnFoldIn } from '../../../main/recommenders/fold-in.ts'
import { contextOf, scoresOf } from '../../conformance/recommender.ts'
import { generateLog } from '../../fixtures/logs.ts'

describe('learnFoldIn', () => {
  /** Users with histories {0}, {1}, {0, 1} and none; items with factors −1 and 1. */
  const rows = { offsets: Int32Array.of(0, 1, 2, 4, 4), indices: Int32Array.of(0, 1, 0, 1) }
  const items = Float64Array.of(-1, 1)

  it('finds slope and constant by least squares with a ridge of 1 % of the mean square, whatever users without a history have', () => {
    // x = −1, 1, 0 and p = 1, 5, 3, so that Σ x p = 4, Σ x² = 2, slope 4 / (2 + 0.02) and constant 3.
    const fold = learnFoldIn(rows, Float64Array.of(1, 5, 3, 99), items, 1)
    expect(fold[0]).toBeCloseTo(4 / 2.02, 12)
    expect(fold[1]).toBeCloseTo(3, 12)
  })

  it('scales the sum of a history by the root of its length', () => {
    const fold = Float64Array.of(2, 3)
    expect([...foldIn(fold, Int32Array.of(1), items, 1)]).toEqual([5])
    expect(foldIn(fold, Int32Array.of(1, 1), items, 1)[0]).toBeCloseTo(2 * Math.SQRT2 + 3, 12)
  })

  it('is defined when nobody has a history', () => {
    const fold = learnFoldIn({ offsets: Int32Array.of(0, 0), indices: new Int32Array(0) }, Float64Array.of(7), items, 1)
    expect([...fold]).toEqual([0, 0])
  })
})

describe('a history that is folded into BPR', () => {
  it('ranks items as the user with that history: half of the top ten agree at the least, on the average', async () => {
    const log = generateLog()
    const config = parseConfiguration('bpr', bpr.settings, { factors: 8, epochs: 60, learningRate: 0.05 })
    const model = await bpr.train(log, config, contextOf())
    const top = (scores: ArrayLike<number>) =>
      new Set([...Array.from(scores).keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, 10))
    let shared = 0
    const users = 50
    for (let user = 0; user < users; user++) {
      const own = top(await scoresOf(model, log.items, [user]))
      const into = new Float64Array(log.items)
      await model.scoreHistory!(
        log.byUser.indices.subarray(log.byUser.offsets[user], log.byUser.offsets[user + 1]),
        null,
        into,
      )
      shared += [...top(into)].filter((item) => own.has(item)).length
    }
    expect(shared / users).toBeGreaterThan(5)
  })
})
