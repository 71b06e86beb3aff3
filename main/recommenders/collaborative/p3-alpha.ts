import { integer, real } from '../../contract/settings.ts'
import { unpack } from '../archive.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { itemWeightModel, readItemWeights } from '../item-weights.ts'
import { defineRecommender } from '../recommender.ts'
import { walkFromItems } from './random-walk.ts'

/**
 * P3alpha: a random walk of three steps from the user over an item and another user to an item.
 *
 *   W_ij = Σ_u (1 / n_i)^α (1 / n_u)^α   for i ≠ j,   score(u, j) = Σ_{i ∈ history of u} W_ij
 *
 * n_i users of item i, n_u items of user u; each item keeps its K largest weights, all of them when K is the number of items. Events count once, whatever
 * their value. Somebody without a history gets popularity.
 *
 * C. Cooper, S. H. Lee, T. Radzik, Y. Siantos (2014). Random Walks in Recommender Systems: Exact Computation and Simulations. WWW '14 Companion.
 * doi:10.1145/2567948.2579244
 */
export const p3Alpha = defineRecommender({
  id: 'p3-alpha',
  title: 'P3alpha',
  family: 'collaborative',
  summary: 'Walks at random from the items of a user over other users to items.',
  formula: 'W_ij = Σ_u n_i^−α n_u^−α; score = X W',
  reference:
    'C. Cooper, S. H. Lee, T. Radzik, Y. Siantos (2014). Random Walks in Recommender Systems: Exact Computation and Simulations. WWW Companion. doi:10.1145/2567948.2579244',
  settings: {
    alpha: real({ default: 1, maximum: 10, help: 'α: exponent of the transition probabilities.' }),
    neighbours: integer({ default: 100, minimum: 1, help: 'K: largest weights that each item keeps.' }),
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
  async train(interactions, { alpha, neighbours }, context) {
    return itemWeightModel({
      id: 'p3-alpha',
      version: 1,
      histories: historiesOf(interactions),
      popularity: popularityOf(interactions),
      threads: context.threads,
      weights: await walkFromItems(interactions, { alpha, beta: 0, neighbours }, context),
    })
  },
  load: (bytes) => itemWeightModel({ id: 'p3-alpha', version: 1, ...readItemWeights(unpack('p3-alpha', 1, bytes)) }),
})
