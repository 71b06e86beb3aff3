import * as tf from '@tensorflow/tfjs-core'

/** Pairs of rows: pair r joins row `left[r]` of one matrix with row `right[r]` of another. */
export interface Pairs {
  readonly left: tf.Tensor1D
  readonly right: tf.Tensor1D
}

export function makePairs(left: Int32Array, right: Int32Array): Pairs {
  return { left: tf.tensor1d(left, 'int32'), right: tf.tensor1d(right, 'int32') }
}

/**
 * relu(A[left] + B[right]), one row per pair: the first layer of a tower over concatenated embeddings. Because [u, i]·W = u·Wᵤ + i·Wᵢ, each distinct user and
 * item of a batch is multiplied once, not once for every pair it is in.
 */
export function pairHidden(a: tf.Tensor2D, b: tf.Tensor2D, pairs: Pairs): tf.Tensor2D {
  return tf.relu(tf.add(tf.gather(a, pairs.left), tf.gather(b, pairs.right)))
}

/** Σ_k w_k · relu(A[left] + B[right])_k, one number per pair: such a tower with one layer, without its output bias. */
export function pairReluDot(a: tf.Tensor2D, b: tf.Tensor2D, weights: tf.Tensor1D, pairs: Pairs): tf.Tensor1D {
  return tf.squeeze(tf.matMul(pairHidden(a, b, pairs), tf.expandDims(weights, 1)), [1])
}

/** Σ_k A[left]_k · B[right]_k, one number per pair. */
export function pairDot(a: tf.Tensor2D, b: tf.Tensor2D, pairs: Pairs): tf.Tensor1D {
  return tf.sum(tf.mul(tf.gather(a, pairs.left), tf.gather(b, pairs.right)), 1)
}

/**
 * Mean binary cross-entropy of logits z against labels y in {0, 1}, computed without overflow:
 *
 *   max(z, 0) − z·y + ln(1 + e^−|z|),   gradient (σ(z) − y) / n
 */
export function binaryCrossEntropy(labels: tf.Tensor1D, logits: tf.Tensor1D): tf.Scalar {
  const loss = tf.customGrad((...inputs) => {
    const [z, save] = inputs as unknown as [tf.Tensor1D, Save]
    save([z, labels])
    const softplus = tf.log1p(tf.exp(tf.neg(tf.abs(z))))
    const value = tf.mean(tf.add(tf.sub(tf.relu(z), tf.mul(z, labels)), softplus)) as tf.Scalar
    const gradFunc = (output: tf.Tensor, saved: tf.Tensor[]) =>
      tf.mul(tf.sub(tf.sigmoid(saved[0]!), saved[1]!), tf.div(output, labels.size))
    return { value, gradFunc }
  })
  return loss(logits) as tf.Scalar
}

type Save = (tensors: tf.Tensor[]) => void
