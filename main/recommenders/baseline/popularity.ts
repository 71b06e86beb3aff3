import { pack, unpack } from '../archive.ts'
import { popularityOf } from '../histories.ts'
import { defineRecommender, type Model } from '../recommender.ts'

/**
 * Popularity: everybody is recommended what most people had. The row that every other model has to beat.
 *
 *   score(u, j) = number of training users of item j
 *
 * P. Cremonesi, Y. Koren, R. Turrin (2010). Performance of recommender algorithms on top-N recommendation tasks. RecSys '10.
 * doi:10.1145/1864708.1864721
 */
export const popularity = defineRecommender({
  id: 'popularity',
  title: 'Popularity',
  family: 'baseline',
  summary: 'Recommends the items that most users had, the same to everybody.',
  formula: 'score(u, j) = |{v : v had j}|',
  reference:
    'P. Cremonesi, Y. Koren, R. Turrin (2010). Performance of recommender algorithms on top-N recommendation tasks. RecSys. doi:10.1145/1864708.1864721',
  settings: {},
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: null,
    similarItems: false,
    isPolicy: false,
    usesBackend: false,
  },
  train(interactions, _config, context) {
    context.signal.throwIfAborted()
    return toModel(popularityOf(interactions))
  },
  load: (bytes) => toModel(unpack('popularity', 1, bytes).columns['counts'] as Float32Array),
})

function toModel(counts: Float32Array): Model {
  return {
    score(users, into) {
      for (let row = 0; row < users.length; row++) into.set(counts, row * counts.length)
    },
    scoreHistory: (_items, _values, into) => into.set(counts),
    save: () => pack('popularity', 1, {}, { counts }),
  }
}
