import { choice, integer, real, toggle, type ConfigurationOf } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { itemWeightModel, readItemWeights } from '../item-weights.ts'
import { defineRecommender } from '../recommender.ts'
import { multiplyItemRows, transposeWeights, type SparseWeights } from './item-products.ts'
import { itemSimilarity, similarities } from './similarity.ts'
import { defaultBm25, weightings } from './weighting.ts'

const settings = {
  neighbours: integer({
    default: 50,
    minimum: 1,
    search: { from: 5, to: 500, scale: 'log' },
    help: 'K: similar items that count.',
  }),
  similarity: choice(similarities, 'cosine', 'What makes two items alike.'),
  shrinkage: real({
    default: 0,
    search: { from: 0, to: 100, scale: 'linear' },
    help: 'Lowers similarities that few common users support.',
  }),
  weighting: choice(weightings, 'none', 'How users are weighted: all alike, or those with few items more.'),
  cut: choice(
    ['history', 'candidate', 'prediction'],
    'history',
    'Whose K neighbours count: those of each item of the history, those of each candidate, or for each candidate the nearest items of the history.',
  ),
  saved: integer({
    default: 0,
    help: 'Neighbours that each item keeps when the cut is made at prediction; 0 keeps all.',
  }),
  minimumSimilarity: real({ default: 0, maximum: 1, help: 'Similarities below this do not count.' }),
  normalize: toggle(false, 'Whether the similarities of a candidate are divided by their sum.'),
  centre: toggle(false, 'Whether the share of users who have an item is taken off before the sum and added after it.'),
  countSelf: toggle(false, 'Whether an item takes one of its own K places, as in the implicit library.'),
  tiesAtCut: choice(
    ['lower-item', 'implicit', 'lenskit'],
    'lower-item',
    'Which of equally similar items stay at the cut: the lower numbers, or those that the implicit or the LensKit library keeps.',
  ),
  asymmetry: real({
    default: 0.5,
    maximum: 1,
    help: 'How far popular items of the history are held back by the asymmetric similarity.',
  }),
  k1: real({ default: defaultBm25.k1, help: 'BM25: how soon further weight of an item stops to count.' }),
  b: real({ default: defaultBm25.b, maximum: 1, help: 'BM25: how far popular items are held back.' }),
}

/**
 * Item-kNN: an item is recommended when it is similar to what the user had. Every item i names its K most similar items N_K(i); the score of j adds the
 * similarities of the user's items that name it.
 *
 *   score(u, j) = Σ_{i ∈ history of u, j ∈ N_K(i)} s_ij,   s_ij = sim(i, j) · n_ij / (n_ij + shrinkage)
 *
 * n_ij is the number of common users. With the cut at the candidate the sum is over i ∈ N_K(j), with the cut at prediction over the K items of the history
 * with the largest s_ij, as in LensKit. Centred and normalised, p_i the share of users who have i:
 *
 *   score(u, j) = p_j + Σ_{i ∈ N_K(j)} s_ij (x_ui − p_i) / Σ_{i ∈ N_K(j)} s_ij
 *
 * Equal similarities at the cut go to the lower item number unless stated. Events count once, whatever their value, unless the similarity is one of values.
 * Somebody without a history gets popularity.
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
  settings,
  abilities: {
    ranks: true,
    predictsValues: false,
    foldsIn: true,
    explains: 'exact',
    similarItems: true,
    isPolicy: false,
    usesBackend: false,
  },
  async train(interactions, config, { signal, progress, threads }) {
    const weights = await findNeighbours(interactions, config, threads, async (fraction) => {
      progress(fraction, 'Comparing items')
      await breathe(signal)
    })
    return itemWeightModel({
      id: 'item-knn',
      version: 1,
      histories: historiesOf(interactions),
      popularity: popularityOf(interactions),
      threads,
      weights,
      ...(config.centre && { base: restsOf(interactions, weights) }),
      ...(config.cut === 'prediction' && { atMost: config.neighbours }),
    })
  },
  load: (bytes) => itemWeightModel({ id: 'item-knn', version: 1, ...readItemWeights(unpack('item-knn', 1, bytes)) }),
})

const rules = { 'lower-item': 'lower-number', implicit: 'last-met', lenskit: 'first-met' } as const

const none = new Float64Array(0)

/** 1 divided by a length, both in single precision. */
const toSingle = (weight: number): number => Math.fround(1 / Math.fround(1 / weight))

/** Similarities s_ij that count, row i those of an item of a history. */
async function findNeighbours(
  interactions: Interactions,
  config: ConfigurationOf<typeof settings>,
  threads: number,
  pause: (fraction: number) => Promise<void>,
): Promise<SparseWeights> {
  const { cut, shrinkage, minimumSimilarity, normalize } = config
  const { weights, finish } = itemSimilarity(interactions, config)
  const single = config.tiesAtCut === 'lenskit'
  const ofCandidate = cut === 'candidate'
  const rows = await multiplyItemRows(interactions, {
    left: single ? weights.byItem.map(toSingle) : weights.byItem,
    right: single ? weights.byUser.map(toSingle) : weights.byUser,
    finish: {
      ...finish,
      ...(ofCandidate && { rowScale: finish.columnScale ?? none, columnScale: finish.rowScale ?? none }),
      shrinkage,
      minimum: minimumSimilarity,
    },
    neighbours: cut === 'prediction' ? config.saved || interactions.items : config.neighbours,
    countSelf: config.countSelf,
    rule: rules[config.tiesAtCut],
    single,
    threads,
    pause,
  })
  const byHistory = ofCandidate ? transposeWeights(rows) : rows
  return normalize ? normalizeCandidates(byHistory) : byHistory
}

/** Each column divided by its sum. */
function normalizeCandidates(weights: SparseWeights): SparseWeights {
  const { offsets, indices, values } = weights
  const sums = new Float64Array(offsets.length - 1)
  indices.forEach((item, entry) => (sums[item]! += values[entry]!))
  return { ...weights, values: values.map((value, entry) => value / sums[indices[entry]!]!) }
}

/** p_j − Σ_i W_ij p_i: what is left of a centred score beside the items of the history. */
function restsOf({ users, items, byItem }: Interactions, { offsets, indices, values }: SparseWeights): Float64Array {
  const share = (item: number) => (byItem.offsets[item + 1]! - byItem.offsets[item]!) / users
  const rests = Float64Array.from({ length: items }, (_, item) => share(item))
  for (let item = 0; item < items; item++)
    for (let entry = offsets[item]!; entry < offsets[item + 1]!; entry++)
      rests[indices[entry]!]! -= values[entry]! * share(item)
  return rests
}
