import { RecbenchError } from '../contract/errors.ts'
import type { Interactions } from '../data/interactions.ts'
import type { Model, Scores } from '../recommenders/recommender.ts'

/**
 * Scores every item for a block of users. Those of whom the model is shown a history are scored by folding it in, the others as users of the training part.
 *
 * @param into row-major, `users.length × items`
 * @throws RecbenchError `unsupported` when a history is shown to a model that cannot fold it in
 */
export async function scoreBlock(
  model: Model,
  users: Int32Array,
  into: Scores,
  items: number,
  shown: Interactions | undefined,
): Promise<void> {
  if (!shown) {
    await model.score(users, into)
    return
  }
  for (let row = 0; row < users.length; row++) {
    const user = users[row]!
    const line = into.subarray(row * items, (row + 1) * items)
    const [start, end] = [shown.byUser.offsets[user]!, shown.byUser.offsets[user + 1]!]
    if (start === end) {
      await model.score(users.subarray(row, row + 1), line)
      continue
    }
    if (!model.scoreHistory)
      throw new RecbenchError('unsupported', 'The model cannot fold in the history of a user it was not trained on.')
    const positions = shown.byUser.positions.subarray(start, end)
    const values = shown.value && Float32Array.from(positions, (position) => shown.value![position]!)
    await model.scoreHistory(shown.byUser.indices.slice(start, end), values, line)
  }
}
