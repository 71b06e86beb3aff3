import type { Model } from '../recommenders/recommender.ts'
import type { KnownItems, Ranking } from './rank-users.ts'

/** What may be among the best items of a user, ascending by item. */
export interface Shortlist {
  readonly items: Int32Array
  readonly scores: Float64Array
}

/** Short lists of users of a model whose scores are inner products. */
export interface FactorLists {
  /** Users to ask for at a time. */
  readonly blockSize: number
  /** For each user what may be among the best, valid until the next block; null for one whose items must all be scored. */
  find(users: Int32Array): readonly (Shortlist | null)[]
  end(): void
}

/** Multiplications between two looks for a cancellation. */
const multiplicationsOfBlock = 2 ** 31
const mostUsers = 1024

/** Whether lists are all that is wanted, and the model's scores are inner products. */
export const screensLists = (model: Model, { needsRanks, shown, negatives }: Ranking): boolean =>
  model.factorScores !== undefined && !needsRanks && !shown && !negatives

/** Null where the items cannot be told apart by screening. */
export function openFactorLists(
  model: Model,
  seen: KnownItems,
  { users, keep, threads }: { readonly users: number; readonly keep: number; readonly threads: number },
): FactorLists | null {
  const { products, factorsOf } = model.factorScores!
  const { width } = products
  const most = Math.floor(multiplicationsOfBlock / (seen.items * width) / 64) * 64
  const blockSize = Math.min(Math.max(64, Math.min(mostUsers, most)), users)
  const ranking = products.ranking(seen.byUser, { keep, users: blockSize, threads })
  if (!ranking) return null
  return {
    blockSize,
    find(part) {
      const left = new Float64Array(part.length * width)
      const known = Array.from(part, (user, row) => factorsOf(user, left, row * width))
      const { counts, items, scores, room } = ranking.best(left, part)
      return known.map((isKnown, row) => {
        if (!isKnown || counts[row]! < 0) return null
        const [start, end] = [row * room, row * room + counts[row]!]
        return { items: items.subarray(start, end), scores: scores.subarray(start, end) }
      })
    },
    end: () => ranking.end(),
  }
}
