import { RecbenchError } from '../../contract/errors.ts'
import type { Interactions } from '../../data/interactions.ts'
import type { SimilarityFinish } from './item-products.ts'
import {
  rarityOfUsers,
  squaresOf,
  weighItemRows,
  weightsOf,
  type Bm25,
  type WeightedRows,
  type weightings,
} from './weighting.ts'

export const similarities = ['cosine', 'asymmetric', 'jaccard', 'adjusted-cosine', 'pearson'] as const

/** What makes two items alike. */
export interface SimilarityChoice extends Bm25 {
  readonly similarity: (typeof similarities)[number]
  readonly weighting: (typeof weightings)[number]
  /** Exponent of the asymmetric cosine. */
  readonly asymmetry: number
}

/** Weights of the entries, and how a sum of their products over common users becomes a similarity; rows are those of items of a history. */
export interface ItemSimilarity {
  readonly weights: WeightedRows
  readonly finish: SimilarityFinish
}

/**
 * Similarity of an item i of a history and a candidate j, from their vectors w over users.
 *
 *   cosine:          w_i · w_j / (‖w_i‖ ‖w_j‖); with bm25 the inner product w_i · w_j
 *   asymmetric:      w_i · w_j / (‖w_i‖^2a ‖w_j‖^2(1−a)), a = ½ is the cosine; larger a holds popular items of the history back
 *   jaccard:         w_i · w_j / (‖w_i‖² + ‖w_j‖² − w_i · w_j)
 *   adjusted-cosine: cosine of values without the mean of their user
 *   pearson:         cosine of values without the mean of their item
 *
 * F. Aiolli (2013). Efficient Top-N Recommendation for Very Large Scale Binary Rated Datasets. RecSys '13. doi:10.1145/2507157.2507189
 * B. Sarwar, G. Karypis, J. Konstan, J. Riedl (2001). Item-based collaborative filtering recommendation algorithms. WWW '01. doi:10.1145/371920.372071
 *
 * @throws RecbenchError `invalid-parameter` for a similarity of values on a log without them
 */
export function itemSimilarity(interactions: Interactions, choice: SimilarityChoice): ItemSimilarity {
  const { similarity, weighting, asymmetry } = choice
  if (similarity === 'cosine')
    return { weights: weighItemRows(interactions, weighting, choice), finish: { formula: 'sum' } }
  if (similarity === 'adjusted-cosine' || similarity === 'pearson') return ofValues(interactions, similarity)
  const rarity = rarityOfUsers(interactions, weighting)
  const weight = (_item: number, user: number) => rarity[user]!
  const squares = squaresOf(interactions, weight)
  return {
    weights: weightsOf(interactions, weight),
    finish:
      similarity === 'jaccard'
        ? { formula: 'sum ÷ (a + b − sum)', rowScale: squares, columnScale: squares }
        : {
            formula: 'sum ÷ ab',
            rowScale: squares.map((square) => square ** asymmetry),
            columnScale: squares.map((square) => square ** (1 - asymmetry)),
          },
  }
}

function ofValues(interactions: Interactions, similarity: 'adjusted-cosine' | 'pearson'): ItemSimilarity {
  const { value, byUser, byItem } = interactions
  if (!value)
    throw new RecbenchError('invalid-parameter', `The similarity ${similarity} needs values, and this log has none.`, {
      remedy: 'Choose cosine, asymmetric or jaccard, or name the value column on import.',
    })
  const [means, ofUser] = similarity === 'pearson' ? [meansOf(byItem, value), false] : [meansOf(byUser, value), true]
  const centred = (item: number, user: number, position: number) => value[position]! - means[ofUser ? user : item]!
  const lengths = squaresOf(interactions, centred).map(Math.sqrt)
  return {
    weights: weightsOf(interactions, (item, user, position) =>
      lengths[item]! > 0 ? centred(item, user, position) / lengths[item]! : 0,
    ),
    finish: { formula: 'sum' },
  }
}

function meansOf({ offsets, positions }: Interactions['byUser'], value: Float32Array): Float64Array {
  return Float64Array.from({ length: offsets.length - 1 }, (_, row) => {
    let sum = 0
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) sum += value[positions[entry]!]!
    return sum / Math.max(1, offsets[row + 1]! - offsets[row]!)
  })
}
