import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { findRecommender } from '../../../../main/recommenders/all.ts'
import { reproduce } from '../../../../main/verification/ranking/models.ts'
import { publishedRows } from '../../../../main/verification/ranking/published-rows.ts'

const row = (library: string, model: string, config: Record<string, unknown> = {}, note = '') =>
  reproduce({ library, model, config, note })

describe('reproducing models of other libraries', () => {
  it.each([
    ['numpy', 'popularity', {}],
    ['numpy', 'EASE', { lambda: 100 }],
    ['lenskit', 'lenskit EASE', { regularization: 100 }],
    ['numpy', 'item-kNN bm25', { K: 20, K1: 1.2, B: 0.75 }],
    ['implicit', 'item-kNN cosine', { K: 20 }],
    ['scipy', 'item-kNN cosine', { K: null }],
    ['lenskit', 'lenskit ItemKNN', { max_nbrs: 20, save_nbrs: 100, min_sim: 1e-6 }],
    ['lenskit', 'lenskit UserKNN', { max_nbrs: 20 }],
    ['numpy', 'P3alpha', { alpha: 1, beta: 0, topk: null }],
    ['numpy', 'RP3beta', { alpha: 1, beta: 0.6, topk: 100 }],
    ['scikit-learn ElasticNet', 'SLIM', { alpha: 0.001, l1_ratio: 0.1, positive: true, tol: 1e-6 }],
    ['recbole', 'SLIMElastic', { lr: 0.001 }],
    ['recbole', 'ItemKNN', {}],
  ])('%s %s has settings that its recommender takes', (library, model, config) => {
    const how = row(library, model, config)!
    const { settings } = findRecommender(how.recommender)
    expect(() => parseConfiguration(how.recommender, settings, how.config)).not.toThrow()
  })

  it('reads from the note which items are left out and whether lists are as they come', () => {
    expect(row('implicit', 'item-kNN cosine', { K: 20 })!.dropZeros).toBe(false)
    expect(row('implicit', 'item-kNN cosine', { K: 20 }, 'items without a score are not recommended')!.dropZeros).toBe(
      true,
    )
    const native = row('implicit', 'item-kNN cosine', { K: 20 }, 'implicit.recommend() lists as they come')!
    expect(native.equals).toBe('implicit')
  })

  it('knows a model whose name holds its settings, in its library only', () => {
    const config = { factors: 64, iterations: 15, regularization: 0.01, alpha: 1 }
    expect(row('implicit', 'als-f64-alpha1-reg0.01', config)).toEqual(row('implicit', 'implicit ALS', config))
    expect(row('recbole', 'als-f64', config)).toBeNull()
  })

  it('does not know a model of another library', () => {
    expect(row('somewhere', 'EASE')).toBeNull()
  })

  it('has settings for every published row that its recommender takes', () => {
    for (const { how } of publishedRows) {
      const { settings } = findRecommender(how.recommender)
      expect(() => parseConfiguration(how.recommender, settings, how.config)).not.toThrow()
    }
  })
})
