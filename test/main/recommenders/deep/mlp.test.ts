import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions, type Interactions } from '../../../../main/data/interactions.ts'
import { mlp } from '../../../../main/recommenders/deep/mlp.ts'
import { behavesLikeRecommender, contextOf, scoresOf } from '../../../conformance/recommender.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

describe('mlp', () => {
  behavesLikeRecommender(mlp, {
    backend: 'wasm',
    config: { embeddingSize: 8, layers: [32], batchSize: 1024, learningRate: 0.02, epochs: 15 },
    boardConfig: { batchSize: 64, epochs: 40, patience: 40 },
    ndcgAt10: [0.36, 0.48],
  })

  const train = (log: Interactions, given: Record<string, unknown>) =>
    mlp.train(log, parseConfiguration('mlp', mlp.settings, given), contextOf({ backend: 'wasm' }))

  it('takes several layers', async () => {
    const log = generateLog()
    const model = await train(log, { layers: [16, 8], embeddingSize: 4, epochs: 1 })
    expect((await scoresOf(model, log.items, [0])).every(Number.isFinite)).toBe(true)
    expect(model.backend).toBe('wasm')
  })

  it('refuses to have no layer, and a log without interactions', async () => {
    await expect(train(generateLog(), { layers: [] })).rejects.toThrow('"layers" of the model mlp is []')
    await expect(train(buildInteractions(logOf([], 3, 3)), {})).rejects.toThrow('no interaction to train on')
  })

  it('trains on a log too small to hold anything back', async () => {
    const model = await train(buildInteractions(logOf([[0, 1]], 1, 3)), { epochs: 2 })
    expect((await scoresOf(model, 3, [0])).every(Number.isFinite)).toBe(true)
  })
})
