import * as tf from '@tensorflow/tfjs-core'
import { pairDot, pairHidden, pairReluDot, type Pairs } from '../../kernels/tensorflow/pairs.ts'
import type { Shape } from './shape.ts'

/** The logit of each pair, given rows of both tables and the dense parameters in the order of `denseShapes`. */
export function logits(shape: Shape, [users, items, ...dense]: tf.Tensor[], pairs: Pairs): tf.Tensor1D {
  const { embedding, factors } = shape
  const bias = dense.at(-1) as tf.Tensor1D
  const terms: tf.Tensor1D[] = []
  if (embedding > 0)
    terms.push(tower(shape.layers, columns(users!, 0, embedding), columns(items!, 0, embedding), dense, pairs))
  if (factors > 0) {
    const weighted = tf.mul(columns(users!, embedding, factors), dense.at(-2)!) as tf.Tensor2D
    terms.push(pairDot(weighted, columns(items!, embedding, factors), pairs))
  }
  return tf.add(
    terms.reduce((sum, term) => tf.add(sum, term)),
    bias,
  )
}

/**
 * Dense layers over the embeddings of each pair, down to one number. Every layer adds two parts and cuts off what is negative: the first the halves of user and
 * item, each further one the product with its weights and the bias, which is one row that all pairs share.
 */
function tower(
  layers: readonly number[],
  user: tf.Tensor2D,
  item: tf.Tensor2D,
  dense: readonly tf.Tensor[],
  pairs: Pairs,
): tf.Tensor1D {
  const [userWeights, itemWeights, firstBias] = dense as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D]
  let left = tf.add<tf.Tensor2D>(tf.matMul(user, userWeights), firstBias)
  let right = tf.matMul<tf.Tensor2D>(item, itemWeights)
  let joined = pairs
  for (let layer = 1; layer < layers.length; layer++) {
    const [weights, bias] = dense.slice(1 + 2 * layer) as [tf.Tensor2D, tf.Tensor1D]
    left = tf.matMul(pairHidden(left, right, joined), weights)
    right = tf.expandDims<tf.Tensor2D>(bias, 0)
    const rows = pairs.left.size
    joined = { left: tf.range(0, rows, 1, 'int32'), right: tf.zeros([rows], 'int32') }
  }
  return pairReluDot(left, right, dense[1 + 2 * layers.length] as tf.Tensor1D, joined)
}

function columns(table: tf.Tensor, start: number, width: number): tf.Tensor2D {
  if (start === 0 && width === table.shape[1]) return table as tf.Tensor2D
  return tf.slice2d(table as tf.Tensor2D, [0, start], [-1, width])
}
