import { choice, real } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { openKernels, type Kernels } from '../../kernels/kernels.ts'
import { sweepAll } from '../../kernels/positive-definite.ts'
import type { Pause } from '../../math/pause.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { itemWeightModel, readItemWeights } from '../item-weights.ts'
import { refuseWhatCannotFit } from '../memory.ts'
import { defineRecommender } from '../recommender.ts'
import { readDualEase, trainDualEase } from './ease-dual.ts'

/** Items beyond which the form over users is chosen: its memory grows with the users, and that of an inverse of twice the size is a gigabyte and a half. */
const mostItems = 6000

/**
 * EASE: a linear item–item model with a zero diagonal, fitted by least squares in closed form.
 *
 *   min_B ‖X − X B‖² + λ ‖B‖²  with  diag(B) = 0
 *   P = (XᵀX + λ I)⁻¹,   B_ij = −P_ij / P_jj for i ≠ j   (eq. 8),   score(u, ·) = X_u B
 *
 * X is binary: an event counts once, whatever its value. Somebody without a history gets the popularity of the items. Memory grows with the square of
 * the number of items, time with its cube; the form over users in `ease-dual.ts` gives the same scores where there are many items.
 *
 * H. Steck (2019). Embarrassingly Shallow Autoencoders for Sparse Data. WWW '19. doi:10.1145/3308558.3313710
 */
export const ease = defineRecommender({
  id: 'ease',
  title: 'EASE',
  family: 'collaborative',
  summary: 'Learns in closed form how much each item speaks for each other item.',
  formula: 'B_ij = −P_ij / P_jj, P = (XᵀX + λI)⁻¹; score = X B',
  reference: 'H. Steck (2019). Embarrassingly Shallow Autoencoders for Sparse Data. WWW. doi:10.1145/3308558.3313710',
  settings: {
    regularization: real({
      default: 250,
      minimum: 0.001,
      search: { from: 1, to: 10000, scale: 'log' },
      help: 'λ: larger values shrink the weights between items.',
    }),
    form: choice(
      ['auto', 'items', 'users'],
      'auto',
      'Invert the item matrix, or solve for users when there are many items; auto: users beyond 6,000 items.',
    ),
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
  async train(interactions, { regularization, form }, context) {
    const { items } = interactions
    if (form === 'users' || (form === 'auto' && items > mostItems))
      return trainDualEase(interactions, regularization, context)
    const { threads, signal, progress } = context
    refuseWhatCannotFit(
      16 * items * items,
      `EASE on ${items.toLocaleString('en')} items`,
      'Set form=users, or keep fewer items by a k-core in the recipe.',
    )
    await breathe(signal)
    const kernels = openKernels({ threads })
    const weights = await findWeights(interactions, regularization, kernels, async (fraction) => {
      progress(fraction, 'Inverting the item matrix')
      await breathe(signal)
    })
    return itemWeightModel({
      id: 'ease',
      version: 1,
      histories: historiesOf(interactions),
      popularity: popularityOf(interactions),
      weights: { kind: 'dense', values: weights },
      kernels,
    })
  },
  load(bytes) {
    const archive = unpack('ease', 1, bytes)
    if (archive.facts['form'] === 'users') return readDualEase(archive)
    return itemWeightModel({ id: 'ease', version: 1, ...readItemWeights(archive) })
  },
})

/**
 * The weights B, row-major: XᵀX + λ I counts how many users had both items, and is swept to −P.
 *
 * @throws RecbenchError `invalid-parameter` when the matrix cannot be inverted
 */
async function findWeights(
  { items, byUser, byItem }: Interactions,
  regularization: number,
  kernels: Kernels,
  pause: Pause,
): Promise<Float64Array> {
  const { memory, run } = kernels
  const matrix = memory.doubles(items * items)
  const mark = memory.mark()
  const rows = { rowOffsets: memory.putIntegers(byUser.offsets), rowIndices: memory.putIntegers(byUser.indices) }
  const columnOffsets = memory.putIntegers(byItem.offsets)
  run('symmetricGram', { ...rows, columnOffsets, columnIndices: memory.putIntegers(byItem.indices), into: matrix })
  memory.release(mark)
  for (let item = 0; item < items; item++) matrix[item * items + item]! += regularization
  await sweepAll(kernels, matrix, items, pause)
  return toWeights(matrix, items)
}

/** From the lower triangle of −P, in its place. */
function toWeights(swept: Float64Array, items: number): Float64Array {
  const own = Float64Array.from({ length: items }, (_, item) => swept[item * items + item]!)
  for (let i = 0; i < items; i++) {
    for (let j = 0; j < i; j++) {
      const value = -swept[i * items + j]!
      swept[i * items + j] = value / own[j]!
      swept[j * items + i] = value / own[i]!
    }
    swept[i * items + i] = 0
  }
  return swept
}
