import { describe, expect, it } from 'vitest'
import { frontier, rankModels } from '../../../main/figures/comparison.ts'
import { findings } from '../../../main/figures/findings.ts'
import { fill, translator } from '../../../main/figures/words.ts'
import { figuresZh } from '../../../main/figures/zh.ts'
import { model, results } from './fixture.ts'

describe('rankModels', () => {
  it('orders by the metric and gives differences and corrected p against the best', () => {
    const rows = rankModels(results, 'ndcg@10')
    expect(rows.map((row) => row.model.label)).toEqual(['EASE', 'iALS', 'NeuMF', 'Popularity', 'LinUCB', 'Random'])
    expect(rows[0]).toMatchObject({ rank: 1, best: true, difference: null, p: null })
    expect(rows[1]).toMatchObject({ rank: 2, p: 0.21, tied: true })
    expect(rows[1]!.difference).toBeCloseTo(-0.002, 10)
    expect(rows[2]).toMatchObject({ tied: false })
  })

  it('recomputes the best for another metric and has no p where no test was made', () => {
    const rows = rankModels(results, 'coverage@10')
    expect(rows[0]!.model.label).toBe('Random')
    expect(rows[1]!.p).toBeNull()
  })

  it('puts the lowest error first', () => {
    const low = {
      ...model('a', 'A', 'baseline', 0, 0),
      metrics: { rmse: { mean: 0.9, low: 0.8, high: 1, folds: [], undefined: 0 } },
    }
    const high = { ...low, label: 'B', metrics: { rmse: { ...low.metrics.rmse, mean: 1.1 } } }
    expect(rankModels({ ...results, models: [high, low] }, 'rmse').map((row) => row.model.label)).toEqual(['A', 'B'])
  })

  it('keeps models without a value at the end', () => {
    const failed = { ...model('x', 'X', 'deep', 0, 0), metrics: {}, state: 'failed' as const }
    const rows = rankModels({ ...results, models: [failed, ...results.models] }, 'ndcg@10')
    expect(rows.at(-1)).toMatchObject({ rank: null, value: null })
  })
})

describe('frontier', () => {
  it('keeps the points that none beats on both axes', () => {
    const points = [
      { x: 1, y: 5 },
      { x: 2, y: 4 },
      { x: 2, y: 3 },
      { x: 0, y: 5 },
      { x: 3, y: 1 },
    ]
    expect(frontier(points)).toEqual([
      { x: 1, y: 5 },
      { x: 2, y: 4 },
      { x: 3, y: 1 },
    ])
  })
})

describe('findings', () => {
  const say = (found: ReturnType<typeof findings>) => found.map(({ key, values }) => fill(key, values))

  it('says who shares the lead within chance, and who is behind', () => {
    expect(say(findings(results, 'ndcg@10'))).toEqual([
      'EASE and iALS share the lead by NDCG@10: their gap of 0.0020 is within chance (p = 0.21).',
      'All others are behind (p ≤ 0.004).',
      'Popularity reaches 0.216.',
      '60 % of test events are older than a training event of the same user',
    ])
  })

  it('names a single leader with its distance and its certainty', () => {
    const certain = { ...results, tests: results.tests.map((test) => ({ ...test, adjusted: 0.0001 })) }
    expect(say(findings(certain, 'ndcg@10'))[0]).toBe(
      'EASE leads by NDCG@10 with 0.446, 0.0020 ahead of iALS (p < 0.001).',
    )
  })

  it('claims nothing where no test was made', () => {
    expect(say(findings({ ...results, tests: [] }, 'ndcg@10'))[0]).toContain('no paired test was possible')
    expect(say(findings({ ...results, tests: [] }, 'ndcg@10')).some((text) => text.includes('behind'))).toBe(false)
  })

  it('has every sentence in Chinese', () => {
    const t = translator(figuresZh)
    for (const { key, values } of findings(results, 'ndcg@10')) expect(t(key, values)).not.toBe(fill(key, values))
  })
})
