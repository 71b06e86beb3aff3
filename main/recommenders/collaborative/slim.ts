import { real, toggle } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { openKernels } from '../../kernels/kernels.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { itemWeightModel, readItemWeights } from '../item-weights.ts'
import { refuseWhatCannotFit } from '../memory.ts'
import { defineRecommender } from '../recommender.ts'
import { transposeWeights, type SparseWeights } from './item-products.ts'

/**
 * SLIM: every item is explained by few others, a sparse linear regression for each.
 *
 *   min_w 1/(2 users) ‖x_j − X w‖² + α ρ |w|₁ + α (1 − ρ)/2 ‖w‖²,   w_j = 0, w ≥ 0,   score(u, ·) = X_u W
 *
 * X is binary: an event counts once, whatever its value. The objective is that of scikit-learn's elastic net, so that α and ρ mean the same. Somebody
 * without a history gets the popularity of the items. Memory grows with the square of the number of items.
 *
 * X. Ning, G. Karypis (2011). SLIM: Sparse Linear Methods for Top-N Recommender Systems. ICDM '11. doi:10.1109/ICDM.2011.134
 */
export const slim = defineRecommender({
  id: 'slim',
  title: 'SLIM',
  family: 'collaborative',
  summary: 'Learns for each item which few other items speak for it.',
  formula: 'min_w ‖x_j − X w‖² / 2n + αρ|w|₁ + α(1 − ρ)/2 ‖w‖², w_j = 0, w ≥ 0; score = X W',
  reference:
    'X. Ning, G. Karypis (2011). SLIM: Sparse Linear Methods for Top-N Recommender Systems. ICDM. doi:10.1109/ICDM.2011.134',
  settings: {
    regularization: real({ default: 0.005, minimum: 1e-9, help: 'α: larger values shrink the weights between items.' }),
    l1Ratio: real({ default: 0.1, maximum: 1, help: 'ρ: share of the penalty that makes weights zero.' }),
    positive: toggle(true, 'Whether items can only speak for each other, not against.'),
    tolerance: real({
      default: 1e-4,
      minimum: 1e-12,
      maximum: 0.1,
      help: 'Sweeps end when no weight changes by more than this share of the largest.',
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
  async train(interactions, { regularization, l1Ratio, positive, tolerance }, { signal, progress, threads }) {
    const { users, items } = interactions
    refuseWhatCannotFit(
      5 * items * items,
      `SLIM on ${items.toLocaleString('en')} items`,
      'Keep fewer items, by a k-core in the recipe, or choose item-knn.',
    )
    await breathe(signal)
    const { memory, run } = openKernels({ threads })
    const gram = memory.floats(items * items)
    countTogether(interactions, gram)
    const problem = {
      ...{ gram, positive, tolerance },
      l1: users * regularization * l1Ratio,
      l2: users * regularization * (1 - l1Ratio),
    }
    const columns: SparseColumn[] = []
    for (let from = 0; from < items; from += columnsAtOnce) {
      progress(from / items, 'Fitting item by item')
      await breathe(signal)
      const mark = memory.mark()
      const targets = memory.integers(Math.min(columnsAtOnce, items - from))
      for (let at = 0; at < targets.length; at++) targets[at] = from + at
      const weights = memory.doubles(targets.length * items)
      run('elasticNet', { ...problem, targets, weights })
      targets.forEach((_, at) => columns.push(toColumn(weights.subarray(at * items, (at + 1) * items))))
      memory.release(mark)
    }
    return itemWeightModel({
      id: 'slim',
      version: 1,
      histories: historiesOf(interactions),
      popularity: popularityOf(interactions),
      threads,
      weights: transposeWeights(stack(columns)),
    })
  },
  load: (bytes) => itemWeightModel({ id: 'slim', version: 1, ...readItemWeights(unpack('slim', 1, bytes)) }),
})

/** Columns that are fitted between looks at whether the person cancelled. */
const columnsAtOnce = 32

/** The non-zero weights of one item, ascending by number. */
interface SparseColumn {
  readonly indices: Int32Array
  readonly values: Float64Array
}

function toColumn(weights: Float64Array): SparseColumn {
  const indices: number[] = []
  for (let item = 0; item < weights.length; item++) if (weights[item] !== 0) indices.push(item)
  return { indices: Int32Array.from(indices), values: Float64Array.from(indices, (item) => weights[item]!) }
}

/** XᵀX: how many users had both items. */
function countTogether({ users, items, byUser: { offsets, indices } }: Interactions, into: Float32Array): void {
  for (let user = 0; user < users; user++)
    for (let i = offsets[user]!; i < offsets[user + 1]!; i++) {
      const row = indices[i]! * items
      for (let j = offsets[user]!; j < offsets[user + 1]!; j++) into[row + indices[j]!]! += 1
    }
}

/** Columns of weights as the rows of a matrix. */
function stack(columns: readonly SparseColumn[]): SparseWeights {
  const offsets = new Int32Array(columns.length + 1)
  columns.forEach(({ indices }, item) => (offsets[item + 1] = offsets[item]! + indices.length))
  const indices = new Int32Array(offsets[columns.length]!)
  const values = new Float64Array(indices.length)
  columns.forEach((column, item) => {
    indices.set(column.indices, offsets[item])
    values.set(column.values, offsets[item])
  })
  return { kind: 'sparse', offsets, indices, values }
}
