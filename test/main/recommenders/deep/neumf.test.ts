import { describe } from 'vitest'
import { neumf } from '../../../../main/recommenders/deep/neumf.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

describe('neumf', () => {
  behavesLikeRecommender(neumf, {
    backend: 'wasm',
    config: { embeddingSize: 4, factors: 4, layers: [16, 8], batchSize: 1024, learningRate: 0.02, epochs: 15 },
    boardConfig: { batchSize: 128, epochs: 60, patience: 60 },
    ndcgAt10: [0.36, 0.48],
  })
})
