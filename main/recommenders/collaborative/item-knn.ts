import { choice, integer, real, toggle } from '../../contract/settings.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { itemWeightModel, readItemWeights } from '../item-weights.ts'
import { defineRecommender } from '../recommender.ts'
import { multiplyItemRows } from './item-products.ts'
import { weighItemRows, weightings } from './weighting.ts'

/**
 * Item-kNN: an item is recommended when it is similar to what the user had. Every item i names its K most similar items N_K(i); the score of j adds the
 * similarities of the user's items that name it.
 *
 *   score(u, j) = Σ_{i ∈ history of u, j ∈ N_K(i)} s_ij,   s_ij = Σ_v w_iv w_jv · n_ij / (n_ij + shrinkage)
 *
 * n_ij is the number of common users. With `none` and `tfidf` the rows w_i have length 1, so that s is a cosine; with `bm25` they do not. Equal
 * similarities at the cut go to the lower item number. Events count once, whatever their value. Somebody without a history gets popularity.
 *
 * M. Deshpande, G. Karypis (2004). Item-based top-N recommendation algorithms. TOIS 22(1). doi:10.1145/963770.963776
 */
export const itemKnn = defineRecommender({
  id: 'item-knn',
  title: 'Item-kNN',
  family: 'collaborative',
  summary: 'Recommends items that the same people had as the items of the user.',
  formula: 'score(u, j) = Σ_{i ∈ I_u, j ∈ N_K(i)} cos(i, j)',
  reference:
    'M. Deshpande, G. Karypis (2004). Item-based top-N recommendation algorithms. TOIS 22(1). doi:10.1145/963770.963776',
  settings: {
    neighbours: integer({ default: 50, minimum: 1, help: 'K: similar items that each item keeps.' }),
    shrinkage: real({ default: 0, help: 'Lowers similarities that few common users support.' }),
    weighting: choice(weightings, 'none', 'How users are weighted: all alike, or those with few items more.'),
    countSelf: toggle(false, 'Whether an item takes one of its own K places, as in the implicit library.'),
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
  async train(interactions, config, { signal, progress }) {
    const { neighbours, shrinkage, weighting, countSelf } = config
    const rows = weighItemRows(interactions, weighting)
    const weights = await multiplyItemRows(interactions, {
      left: rows.byItem,
      right: rows.byUser,
      adjust: (sum, common) => (shrinkage > 0 ? (sum * common) / (common + shrinkage) : sum),
      neighbours,
      countSelf,
      pause: async (fraction) => {
        progress(fraction, 'Comparing items')
        await breathe(signal)
      },
    })
    return itemWeightModel({
      id: 'item-knn',
      version: 1,
      histories: historiesOf(interactions),
      popularity: popularityOf(interactions),
      weights,
    })
  },
  load: (bytes) => itemWeightModel({ id: 'item-knn', version: 1, ...readItemWeights(unpack('item-knn', 1, bytes)) }),
})
