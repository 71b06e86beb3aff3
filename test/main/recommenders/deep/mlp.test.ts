import { describe } from 'vitest'
import { mlp } from '../../../../main/recommenders/deep/mlp.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

describe('mlp', () => {
  behavesLikeRecommender(mlp, {
    backend: 'wasm',
    config: { embeddingSize: 8, layers: [32], batchSize: 1024, learningRate: 0.02, epochs: 15 },
    boardConfig: { batchSize: 64, epochs: 40, patience: 40 },
    ndcgAt10: [0.36, 0.48],
  })
})
