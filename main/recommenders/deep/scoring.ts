import type { Scores } from '../recommender.ts'
import type { Backend, DenseArray } from '../../kernels/tensorflow/backend.ts'
import { makePairs } from '../../kernels/tensorflow/pairs.ts'
import { logits } from './network.ts'
import type { Parameters, Shape } from './shape.ts'

/** Numbers that one call may hold at a time: 4 MiB of them. */
const block = 2 ** 20

/** Logits of every item for each user, row-major into `into`. */
export async function scoreAll(
  backend: Backend,
  shape: Shape,
  parameters: Parameters,
  users: Int32Array,
  into: Scores,
): Promise<void> {
  const perPair = shape.layers.length > 1 ? Math.max(...shape.layers) : 4
  const perCall = Math.max(1, Math.floor(block / (perPair * shape.items)))
  for (let start = 0; start < users.length; start += perCall) {
    const part = users.subarray(start, start + perCall)
    const left = new Int32Array(part.length * shape.items)
    const right = new Int32Array(left.length)
    for (let pair = 0; pair < left.length; pair++) {
      left[pair] = Math.floor(pair / shape.items)
      right[pair] = pair % shape.items
    }
    const inputs = [gatherRows(parameters.userTable, part), parameters.itemTable, ...parameters.dense]
    const scores = await backend.compute(inputs, (tensors) => logits(shape, tensors, makePairs(left, right)))
    into.set(scores, start * shape.items)
  }
}

/** The given rows of a table, one after another. */
export function gatherRows({ values, shape }: DenseArray, rows: Int32Array): DenseArray {
  const width = shape[1]!
  const gathered = new Float32Array(rows.length * width)
  for (let r = 0; r < rows.length; r++)
    gathered.set(values.subarray(rows[r]! * width, (rows[r]! + 1) * width), r * width)
  return { values: gathered, shape: [rows.length, width] }
}
