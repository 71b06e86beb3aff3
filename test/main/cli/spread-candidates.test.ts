import { describe, expect, it } from 'vitest'
import { spreadCandidates } from '../../../main/cli/spread-candidates.ts'
import { recommenders } from '../../../main/recommenders/all.ts'
import { experimentOf } from '../../helpers/experiments.ts'

describe('candidates of a setting without tuning', () => {
  const spread = (models: { id: string; config: Record<string, unknown> }[], tuning?: object) =>
    spreadCandidates(experimentOf({ models, ...(tuning && { tuning }) } as never), recommenders).models

  it('are models of their own, in every combination', () => {
    expect(spread([{ id: 'mmr', config: { base: ['ease', 'ials'], lambda: [0, 0.5], depth: 10 } }])).toEqual(
      ['ease', 'ials'].flatMap((base) =>
        [0, 0.5].map((lambda) => ({ id: 'mmr', config: { base, lambda, depth: 10 } })),
      ),
    )
  })

  it('leave lists of whole numbers, models without candidates and unknown models as they are', () => {
    const models = [
      { id: 'mlp', config: { layers: [64, 32] } },
      { id: 'ease', config: { regularization: 5 } },
      { id: 'nothing', config: { x: [1, 2] } },
    ]
    expect(spread(models)).toEqual(models)
  })

  it('are left to the search with tuning', () => {
    const models = [{ id: 'ease', config: { regularization: [1, 2] } }]
    expect(spread(models, { search: 'grid', metric: 'ndcg@10' })).toEqual(models)
  })
})
