import type { Model } from '../../recommenders/recommender.ts'
import { breathe } from '../../recommenders/breathe.ts'

const block = 64

/** Scores of some users for some items: row-major `users.length × chosen.length`. */
export async function scoreUsers(
  model: Model,
  users: Int32Array,
  items: number,
  chosen: Int32Array,
  signal: AbortSignal,
): Promise<Float32Array> {
  const scores = new Float32Array(users.length * chosen.length)
  const buffer = new Float32Array(Math.min(block, users.length) * items)
  for (let start = 0; start < users.length; start += block) {
    await breathe(signal)
    const some = users.slice(start, start + block)
    const rows = buffer.subarray(0, some.length * items)
    await model.score(some, rows)
    for (let row = 0; row < some.length; row++)
      chosen.forEach((item, at) => (scores[(start + row) * chosen.length + at] = rows[row * items + item]!))
  }
  return scores
}
