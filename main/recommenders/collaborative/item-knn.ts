import { choice, integer, real, toggle } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { itemWeightModel, readItemWeights, type ItemWeights } from '../item-weights.ts'
import { defineRecommender } from '../recommender.ts'
import { keepLargest } from './keep-largest.ts'
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
    const weights = await findNeighbours(interactions, config, async (fraction) => {
      progress(fraction, 'Comparing items')
      await breathe(signal)
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

interface Options {
  readonly neighbours: number
  readonly shrinkage: number
  readonly weighting: (typeof weightings)[number]
  readonly countSelf: boolean
}

async function findNeighbours(
  interactions: Interactions,
  { neighbours, shrinkage, weighting, countSelf }: Options,
  pause: (fraction: number) => Promise<void>,
): Promise<ItemWeights> {
  const { items, byItem, byUser } = interactions
  const rows = weighItemRows(interactions, weighting)
  const sums = new Float64Array(items)
  const common = new Int32Array(items)
  const touched = new Int32Array(items)
  const offsets = new Int32Array(items + 1)
  const indices: Int32Array[] = []
  const values: Float32Array[] = []
  for (let item = 0; item < items; item++) {
    if (item % 64 === 0) await pause(item / items)
    let count = 0
    for (let entry = byItem.offsets[item]!; entry < byItem.offsets[item + 1]!; entry++) {
      const user = byItem.indices[entry]!
      const weight = rows.byItem[entry]!
      for (let other = byUser.offsets[user]!; other < byUser.offsets[user + 1]!; other++) {
        const column = byUser.indices[other]!
        if (common[column] === 0) touched[count++] = column
        common[column]!++
        sums[column]! += weight * rows.byUser[other]!
      }
    }
    const found = touched.slice(0, count).sort()
    if (shrinkage > 0) for (const other of found) sums[other]! *= common[other]! / (common[other]! + shrinkage)
    const candidates = countSelf ? found : found.filter((other) => other !== item)
    const kept = keepLargest(sums, candidates, neighbours)
    indices.push(kept)
    values.push(Float32Array.from(kept, (other) => sums[other]!))
    offsets[item + 1] = offsets[item]! + kept.length
    for (const other of found) sums[other] = common[other] = 0
  }
  return { kind: 'sparse', offsets, indices: joinInts(indices), values: joinFloats(values) }
}

function joinInts(parts: readonly Int32Array[]): Int32Array {
  const joined = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

function joinFloats(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
