import { integer, real } from '../../contract/settings.ts'
import { unpack } from '../archive.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { itemWeightModel, readItemWeights } from '../item-weights.ts'
import { defineRecommender } from '../recommender.ts'
import { walkFromItems } from './random-walk.ts'

/**
 * RP3beta: a random walk of three steps from the user over an item and another user to an item, with popular items held back. With β = 0 it is P3alpha.
 *
 *   W_ij = Σ_u (1 / n_i)^α (1 / n_u)^α / n_j^β   for i ≠ j,   score(u, j) = Σ_{i ∈ history of u} W_ij
 *
 * n_i users of item i, n_u items of user u; each item keeps its K largest weights. Events count once, whatever their value. Somebody without a history gets
 * popularity.
 *
 * B. Paudel, F. Christoffel, C. Newell, A. Bernstein (2017). Updatable, Accurate, Diverse, and Scalable Recommendations for Interactive Applications.
 * TiiS 7(1). doi:10.1145/2955101
 */
export const rp3Beta = defineRecommender({
  id: 'rp3-beta',
  title: 'RP3beta',
  family: 'collaborative',
  summary: 'Walks at random from the items of a user over other users to items, holding popular ones back.',
  formula: 'W_ij = Σ_u n_i^−α n_u^−α n_j^−β; score = X W',
  reference:
    'B. Paudel, F. Christoffel, C. Newell, A. Bernstein (2017). Updatable, Accurate, Diverse, and Scalable Recommendations. TiiS 7(1). doi:10.1145/2955101',
  settings: {
    alpha: real({
      default: 1,
      maximum: 10,
      search: { from: 0.2, to: 2, scale: 'linear' },
      help: 'α: exponent of the transition probabilities.',
    }),
    beta: real({
      default: 0.6,
      maximum: 10,
      search: { from: 0, to: 1, scale: 'linear' },
      help: 'β: how far popular items are held back.',
    }),
    neighbours: integer({
      default: 100,
      minimum: 1,
      search: { from: 10, to: 1000, scale: 'log' },
      help: 'K: largest weights that each item keeps.',
    }),
  },
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, context) {
    return itemWeightModel({
      id: 'rp3-beta',
      version: 1,
      histories: historiesOf(interactions),
      popularity: popularityOf(interactions),
      threads: context.threads,
      weights: await walkFromItems(interactions, config, context),
    })
  },
  load: (bytes) => itemWeightModel({ id: 'rp3-beta', version: 1, ...readItemWeights(unpack('rp3-beta', 1, bytes)) }),
})
