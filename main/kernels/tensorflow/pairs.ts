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
  if (isFused('PairHidden', a)) return fused('PairHidden', { a, b }, pairs) as tf.Tensor2D
  return tf.relu(tf.add(tf.gather(a, pairs.left), tf.gather(b, pairs.right)))
}

/** Σ_k w_k · relu(A[left] + B[right])_k, one number per pair: such a tower with one layer, without its output bias. */
export function pairReluDot(a: tf.Tensor2D, b: tf.Tensor2D, weights: tf.Tensor1D, pairs: Pairs): tf.Tensor1D {
  if (isFused('PairReluDot', a)) return fused('PairReluDot', { a, b, weights }, pairs) as tf.Tensor1D
  return tf.squeeze(tf.matMul(pairHidden(a, b, pairs), tf.expandDims(weights, 1)), [1])
}

/** Σ_k A[left]_k · B[right]_k, one number per pair. */
export function pairDot(a: tf.Tensor2D, b: tf.Tensor2D, pairs: Pairs): tf.Tensor1D {
  if (isFused('PairDot', a)) return fused('PairDot', { a, b }, pairs) as tf.Tensor1D
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

/** The fused kernels take four floats at a time; other widths, and backends without them, run the package's operations. */
const isFused = (kernel: string, { shape: [, width] }: tf.Tensor2D) =>
  width! % 4 === 0 && tf.getKernel(kernel, tf.getBackend()) !== undefined

/** Runs a kernel and, backwards, the one named `…Gradient`, which also sees the value; what is not saved is gone by then. */
function fused(kernel: string, tensors: Readonly<Record<string, tf.Tensor>>, pairs: Pairs): tf.Tensor {
  const names = [...Object.keys(tensors), 'left', 'right']
  const run = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as Save
    const given = [...inputs.slice(0, -1), pairs.left, pairs.right] as tf.Tensor[]
    const value = tf.engine().runKernel(kernel, zip(names, given)) as tf.Tensor
    save([value, ...given])
    const gradFunc = (output: tf.Tensor, [saved, ...rest]: tf.Tensor[]) =>
      tf.engine().runKernel(`${kernel}Gradient`, { output, value: saved!, ...zip(names, rest) }) as tf.Tensor[]
    return { value, gradFunc }
  })
  return run(...Object.values(tensors))
}

const zip = (names: readonly string[], tensors: readonly tf.Tensor[]) =>
  Object.fromEntries(names.map((name, index) => [name, tensors[index]!]))
