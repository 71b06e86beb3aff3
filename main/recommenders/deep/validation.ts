import type { Random } from '../../math/random.ts'
import type { Cut } from './examples.ts'
import type { PairLearner } from './pair-learner.ts'

const cutoff = 10
/** Users that the score of an epoch is a mean of: enough to tell epochs apart, few enough to cost little beside an epoch. */
const sampleSize = 1000

/** NDCG@10 on the validation part, over a fixed sample of its users: all items but those the network fits are candidates. */
export class ValidationScore {
  readonly #cut: Cut
  readonly #users: Int32Array
  readonly #relevant = new Map<number, Set<number>>()

  constructor(cut: Cut, random: Random) {
    this.#cut = cut
    cut.validation.user.forEach((user, pair) => {
      const items = this.#relevant.get(user) ?? new Set()
      this.#relevant.set(user, items.add(cut.validation.item[pair]!))
    })
    this.#users = random.shuffle(Int32Array.from(this.#relevant.keys())).slice(0, sampleSize).sort()
  }

  /** The mean over users, or null without validation pairs. */
  async measure(learner: PairLearner, items: number): Promise<number | null> {
    if (this.#users.length === 0) return null
    const scores = new Float32Array(this.#users.length * items)
    await learner.score(this.#users, scores)
    let sum = 0
    this.#users.forEach((user, row) => {
      sum += this.#gain(user, scores.subarray(row * items, (row + 1) * items))
    })
    return sum / this.#users.length
  }

  #gain(user: number, scores: Float32Array): number {
    const { offsets, indices } = this.#cut.known
    for (let i = offsets[user]!; i < offsets[user + 1]!; i++) scores[indices[i]!] = -Infinity
    const relevant = this.#relevant.get(user)!
    let gain = 0
    for (const item of relevant) {
      const rank = rankOf(item, scores)
      if (rank <= cutoff) gain += 1 / Math.log2(rank + 1)
    }
    let ideal = 0
    for (let rank = 1; rank <= Math.min(relevant.size, cutoff); rank++) ideal += 1 / Math.log2(rank + 1)
    return gain / ideal
  }
}

/** From 1; equal scores rank by item number. */
function rankOf(item: number, scores: Float32Array): number {
  const score = scores[item]!
  let rank = 1
  for (let other = 0; other < scores.length; other++)
    if (scores[other]! > score || (scores[other] === score && other < item)) rank++
  return rank
}
