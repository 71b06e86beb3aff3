import { integer, integers, real } from '../../contract/settings.ts'
import { defineRecommender } from '../recommender.ts'
import { trainingSettings } from './training-settings.ts'

const id = 'neumf'

/**
 * NeuMF: generalised matrix factorisation and a multi-layer perceptron, each with embeddings of its own, added before one sigmoid.
 *
 *   ŷ(u, i) = σ(hᵀ (p_u ⊙ q_i) + wᵀ φ_L(… φ_1([p′_u ; q′_i])) + c),   φ_l(x) = relu(W_l x + b_l)
 *
 * The paper's equation 12, trained in one go from random embeddings (the paper also pre-trains both halves); h starts at 1, so that the product path starts
 * as plain matrix factorisation, and an L2 penalty on the embeddings is added. Loss, optimiser, sampling, stopping and histories as in `mlp`.
 *
 * X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua (2017). Neural Collaborative Filtering. WWW '17. doi:10.1145/3038912.3052569
 */
export const neumf = defineRecommender({
  id,
  title: 'NeuMF',
  family: 'deep',
  summary:
    'Adds matrix factorisation and a dense tower, each with its own embeddings, to estimate the chance of an interaction.',
  formula: 'ŷ(u, i) = σ(hᵀ (p_u ⊙ q_i) + wᵀ φ([p′_u ; q′_i]) + c)',
  reference:
    'X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua (2017). Neural Collaborative Filtering. WWW. doi:10.1145/3038912.3052569',
  settings: {
    factors: integer({ default: 32, minimum: 1, maximum: 512, help: 'Size of the embeddings that are multiplied.' }),
    embeddingSize: integer({
      default: 32,
      minimum: 1,
      maximum: 512,
      help: 'Size of the embeddings that the tower reads.',
    }),
    layers: integers({
      default: [64, 32],
      minimum: 1,
      maximum: 2048,
      help: 'Units of each dense layer of the tower, from the embeddings to the output.',
    }),
    ...trainingSettings,
    regularization: real({
      default: 1e-4,
      maximum: 1,
      search: { from: 1e-6, to: 0.01, scale: 'log' },
      help: 'L2 penalty on the embeddings of each batch.',
    }),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: null,
    similarItems: true,
    isPolicy: false,
    usesBackend: true,
  },
  async train(interactions, { factors, embeddingSize, layers, ...plan }, context) {
    const { trainPairModel } = await import('./pair-model.ts')
    const { users, items } = interactions
    const shape = { users, items, embedding: embeddingSize, factors, layers }
    return trainPairModel(id, shape, interactions, plan, context)
  },
  load: async (bytes) => (await import('./pair-model.ts')).loadPairModel(id, bytes),
})
