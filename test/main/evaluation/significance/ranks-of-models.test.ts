import { describe, expect, it } from 'vitest'
import { bcaInterval, bootstrapValues } from '../../../../main/evaluation/significance/bootstrap.ts'
import { correctedT } from '../../../../main/evaluation/significance/corrected-t.ts'
import { effectSizes } from '../../../../main/evaluation/significance/effect-size.ts'
import { friedman } from '../../../../main/evaluation/significance/friedman.ts'
import { criticalDifference, nemenyiP } from '../../../../main/evaluation/significance/nemenyi.ts'
import { rankModels } from '../../../../main/evaluation/significance/rank-models.ts'
import { Random } from '../../../../main/math/random.ts'
import { model, results } from '../../figures/fixture.ts'

describe('friedman', () => {
  it('is 4 for two blocks that order three models alike, with an infinite F and full concordance', () => {
    const found = friedman([
      [3, 2, 1],
      [0.9, 0.5, 0.1],
    ])
    expect(found.averageRanks).toEqual([1, 2, 3])
    expect(found.chiSquare).toBeCloseTo(4, 12)
    expect(found.p).toBeCloseTo(Math.exp(-2), 12)
    expect(found).toMatchObject({ f: Infinity, fP: 0, df: 2 })
    expect(found.concordance).toBeCloseTo(1, 12)
  })

  it('corrects for ties: one of two blocks ties all three models, so that W halves', () => {
    const found = friedman([
      [3, 2, 1],
      [1, 1, 1],
    ])
    expect(found.averageRanks).toEqual([1.5, 2, 2.5])
    expect(found.chiSquare).toBeCloseTo(2, 12)
    expect(found.f).toBeCloseTo(1, 12)
  })

  it('ranks the lowest first for errors', () => {
    expect(friedman([[3, 2, 1]], false).averageRanks).toEqual([3, 2, 1])
  })
})

describe('nemenyi', () => {
  it('has Demšar’s critical difference of 4 classifiers over 14 data sets: 1.25', () => {
    expect(criticalDifference(4, 14)).toBeCloseTo(1.25, 2)
  })

  it('gives the level as p to ranks that are as far apart as the critical difference', () => {
    const p = nemenyiP([1, 1 + criticalDifference(5, 8), 3], 8)
    expect(criticalDifference(3, 8)).toBeLessThan(criticalDifference(5, 8))
    expect(p[0]![0]).toBe(1)
    expect(p[0]![1]).toBe(p[1]![0])
    expect(nemenyiP([1, 1 + criticalDifference(2, 8)], 8)[0]![1]).toBeCloseTo(0.05, 10)
  })
})

describe('rankModels', () => {
  it('ranks over the folds of a run, the best first, and joins those that do not differ', () => {
    const ranks = rankModels([results], 'ndcg@10', 0.05)
    expect(ranks).toMatchObject({ over: 'folds', leftOut: [] })
    expect(ranks.models[0]).toMatchObject({ label: 'EASE', averageRank: 1 })
  })

  it('ranks over runs by their means and names models that a run lacks', () => {
    const other = { ...results, data: { ...results.data, name: 'other' }, models: results.models.slice(0, 3) }
    const ranks = rankModels([results, other], 'ndcg@10', 0.05)
    expect(ranks.blocks).toEqual(['shop', 'other'])
    expect(ranks.models.map(({ label }) => label)).toEqual(['EASE', 'iALS', 'Popularity'])
    expect(ranks.leftOut).toEqual(['NeuMF', 'LinUCB', 'Random'])
    expect(ranks.groups).toEqual([{ from: 0, to: 2 }])
  })

  it('refuses fewer than two models or blocks', () => {
    const alone = { ...results, models: [model('ease', 'EASE', 'collaborative', 0.4, 0.2)] }
    expect(() => rankModels([alone], 'ndcg@10', 0.05)).toThrow(/there are 1 models and 2 folds/)
  })
})

describe('effect sizes and intervals', () => {
  it('d_z, d_av and g of differences 1, 2, 3 between 2, 4, 6 and 1, 2, 3', () => {
    const { dZ, dAverage, g } = effectSizes(Float64Array.of(2, 4, 6), Float64Array.of(1, 2, 3))
    expect(dZ).toBeCloseTo(2, 12)
    expect(dAverage).toBeCloseTo(2 / Math.sqrt((4 + 1) / 2), 12)
    expect(g).toBeCloseTo(2 * (1 - 3 / 7), 12)
  })

  it('the corrected t divides by √(1/k + n_test/n_train)', () => {
    expect(correctedT(Float64Array.of(1, 2, 3), 0.5).t).toBeCloseTo(2 / Math.sqrt(1 / 3 + 0.5), 12)
  })

  it('BCa leans to the long tail of skewed values', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => (i / 10) ** 3)
    const mean = (draws: Int32Array) => draws.reduce((sum, drawn, i) => sum + drawn * values[i]!, 0) / 40
    const [drawn] = bootstrapValues(40, [mean], new Random(3), 2000)
    const sorted = drawn!.toSorted()
    const { low, high } = bcaInterval(40, mean, drawn!)
    expect(low).toBeGreaterThan(sorted[50]!)
    expect(high).toBeGreaterThan(sorted[1949]!)
  })
})
