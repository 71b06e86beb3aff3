import { integer, integers, real } from '../../contract/settings.ts'
import { defineRecommender } from '../recommender.ts'
import { trainingSettings } from './training-settings.ts'

const id = 'mlp'

/**
 * Embedding MLP: a network that reads the embeddings of a user and an item side by side and says how likely the user is to take the item.
 *
 *   ŷ(u, i) = σ(wᵀ relu(W [p_u ; q_i] + b) + c),   further layers in between when `layers` names more than one
 *
 * Trained by binary cross-entropy over the log's pairs (1) and uniformly drawn unknown pairs (0) with Adam, stopped early on a validation part cut from training.
 * W [p_u ; q_i] is computed as W_u p_u + W_i q_i, once for each distinct user and item of a batch. Scores are logits; σ does not change their order. All in single
 * precision. Embeddings move by row-sparse Adam, where the papers' library moves whole tables. A history gets the embeddings that users with such a history have
 * (`fold-in.ts`).
 *
 * X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua (2017). Neural Collaborative Filtering. WWW '17. Section 3.3, with one layer of 256 by default where
 * they halve the widths. doi:10.1145/3038912.3052569
 */
export const mlp = defineRecommender({
  id,
  title: 'Embedding MLP',
  family: 'deep',
  summary:
    'Reads user and item embeddings side by side through dense layers and estimates the chance of an interaction.',
  formula: 'ŷ(u, i) = σ(wᵀ relu(W [p_u ; q_i] + b) + c)',
  reference:
    'X. He, L. Liao, H. Zhang, L. Nie, X. Hu, T.-S. Chua (2017). Neural Collaborative Filtering. WWW. doi:10.1145/3038912.3052569',
  settings: {
    embeddingSize: integer({
      default: 32,
      minimum: 1,
      maximum: 512,
      help: 'Numbers that describe a user, and an item.',
    }),
    layers: integers({
      default: [256],
      minimum: 1,
      maximum: 2048,
      help: 'Units of each dense layer, from the embeddings to the output.',
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
  async train(interactions, { embeddingSize, layers, ...plan }, context) {
    const { trainPairModel } = await import('./pair-model.ts')
    const { users, items } = interactions
    const shape = { users, items, embedding: embeddingSize, factors: 0, layers }
    return trainPairModel(id, shape, interactions, plan, context)
  },
  load: async (bytes) => (await import('./pair-model.ts')).loadPairModel(id, bytes),
})
