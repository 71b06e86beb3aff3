import { choice, real } from '../../contract/settings.ts'
import type { Interactions } from '../../data/interactions.ts'
import { invertPositiveDefinite } from '../../math/positive-definite.ts'
import { unpack } from '../archive.ts'
import { breathe } from '../breathe.ts'
import { historiesOf, popularityOf } from '../histories.ts'
import { itemWeightModel, readItemWeights } from '../item-weights.ts'
import { refuseWhatCannotFit } from '../memory.ts'
import { defineRecommender } from '../recommender.ts'
import { readDualEase, trainDualEase } from './ease-dual.ts'

/** Items beyond which the form over users is chosen: an inverse of that size takes about four minutes. */
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
    const { signal, progress } = context
    refuseWhatCannotFit(
      24 * items * items,
      `EASE on ${items.toLocaleString('en')} items`,
      'Set form=users, or keep fewer items by a k-core in the recipe.',
    )
    await breathe(signal)
    const inverse = await invertPositiveDefinite(gram(interactions, regularization), items, async (fraction) => {
      progress(fraction, 'Inverting the item matrix')
      await breathe(signal)
    })
    return itemWeightModel({
      id: 'ease',
      version: 1,
      histories: historiesOf(interactions),
      popularity: popularityOf(interactions),
      weights: { kind: 'dense', values: toWeights(inverse, items) },
    })
  },
  load(bytes) {
    const archive = unpack('ease', 1, bytes)
    if (archive.facts['form'] === 'users') return readDualEase(archive)
    return itemWeightModel({ id: 'ease', version: 1, ...readItemWeights(archive) })
  },
})

/** XᵀX + λ I: how many users had both items, and λ on the diagonal. */
function gram({ users, items, byUser: { offsets, indices } }: Interactions, regularization: number): Float64Array {
  const matrix = new Float64Array(items * items)
  for (let user = 0; user < users; user++)
    for (let i = offsets[user]!; i < offsets[user + 1]!; i++) {
      const row = indices[i]! * items
      for (let j = offsets[user]!; j < offsets[user + 1]!; j++) matrix[row + indices[j]!]! += 1
    }
  for (let item = 0; item < items; item++) matrix[item * items + item]! += regularization
  return matrix
}

/** Turns the inverse into the weights in place. */
function toWeights(inverse: Float64Array, items: number): Float64Array {
  const diagonal = Float64Array.from({ length: items }, (_, item) => inverse[item * items + item]!)
  for (let i = 0; i < items; i++)
    for (let j = 0; j < items; j++) inverse[i * items + j] = i === j ? 0 : -inverse[i * items + j]! / diagonal[j]!
  return inverse
}
