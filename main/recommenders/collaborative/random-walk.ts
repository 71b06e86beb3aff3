import type { Interactions, SparseRows } from '../../data/interactions.ts'
import { breathe } from '../breathe.ts'
import { popularityOf } from '../histories.ts'
import type { TrainContext } from '../recommender.ts'
import { multiplyItemRows, type SparseWeights } from './item-products.ts'

/** Exponents of a walk of three steps, and how many of its ends an item keeps. */
export interface Walk {
  readonly alpha: number
  readonly beta: number
  readonly neighbours: number
}

/** `W_ij = Σ_u n_i^−α n_u^−α n_j^−β` for i ≠ j, the K largest of each row: from an item over the users who had it to their other items. */
export function walkFromItems(
  interactions: Interactions,
  { alpha, beta, neighbours }: Walk,
  { signal, progress, threads }: Pick<TrainContext, 'signal' | 'progress' | 'threads'>,
): Promise<SparseWeights> {
  const { users, items, byUser, byItem } = interactions
  const held = Float64Array.from(popularityOf(interactions), (count) => (count > 0 ? count ** -beta : 0))
  return multiplyItemRows(interactions, {
    left: transitions(byItem, items, alpha),
    right: transitions(byUser, users, alpha),
    finish: { formula: 'sum × b', columnScale: held },
    neighbours,
    countSelf: false,
    threads,
    pause: async (fraction) => {
      progress(fraction, 'Walking from every item')
      await breathe(signal)
    },
  })
}

/** The probability of each entry of a row when all are equally likely, to the power of α. */
function transitions({ offsets, indices }: SparseRows, rows: number, alpha: number): Float64Array {
  const weights = new Float64Array(indices.length)
  for (let row = 0; row < rows; row++)
    weights.fill((offsets[row + 1]! - offsets[row]!) ** -alpha, offsets[row], offsets[row + 1])
  return weights
}
