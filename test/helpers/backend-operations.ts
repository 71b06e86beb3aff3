import * as tf from '@tensorflow/tfjs-core'
import type { Backend, DenseArray } from '../../main/kernels/tensorflow/backend.ts'
import { binaryCrossEntropy } from '../../main/kernels/tensorflow/pairs.ts'
import { Random } from '../../main/math/random.ts'

/** One way in which networks call an operation. */
interface Case {
  readonly shapes: readonly (readonly number[])[]
  readonly run: (tensors: tf.Tensor2D[]) => tf.Tensor
  /** Whether a gradient goes through it. */
  readonly smooth?: boolean
}

const one = (run: (x: tf.Tensor2D) => tf.Tensor, shape: readonly number[] = [7, 5], smooth = true): Case => ({
  shapes: [shape],
  run: ([x]) => run(x!),
  smooth,
})
const two = (run: (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor, a: readonly number[], b: readonly number[]): Case => ({
  shapes: [a, b],
  run: ([x, y]) => run(x!, y!),
})
const numbers = (...values: number[]) => tf.tensor1d(values, 'int32')

/** Every operation of TensorFlow.js that a deep model calls, by the name of its kernel. */
export const operations: Readonly<Record<string, readonly Case[]>> = {
  Abs: [one((x) => tf.abs(x))],
  Add: [two(tf.add, [7, 5], [7, 5]), two(tf.add, [7, 5], [5]), two(tf.add, [9], [1])],
  BatchMatMul: [
    two((a, b) => tf.matMul(a, b), [7, 5], [5, 9]),
    two((a, b) => tf.matMul(a, b, true), [5, 7], [5, 9]),
    two((a, b) => tf.matMul(a, b, false, true), [7, 5], [9, 5]),
    two((a, b) => tf.matMul(a, b, true, true), [5, 7], [9, 5]),
    two((a, b) => tf.matMul(a, b), [33, 64], [64, 20]),
    two((a, b) => tf.matMul(a, b), [1, 3], [3, 1]),
  ],
  Cast: [one((x) => tf.cast(tf.greater(x, 0), 'float32'), [7, 5], false)],
  Exp: [one((x) => tf.exp(x))],
  ExpandDims: [one((x) => tf.expandDims(x, 0)), one((x) => tf.expandDims(x, 1))],
  GatherV2: [one((x) => tf.gather(x, numbers(0, 3, 3, 6, 0))), one((x) => tf.gather(x, numbers(2)), [3, 64])],
  Identity: [one((x) => tf.clone(x))],
  Log1p: [one((x) => tf.log1p(tf.square(x)))],
  Mean: [one((x) => tf.mean(x)), one((x) => tf.mean(x), [31])],
  Multiply: [two(tf.mul, [7, 5], [7, 5]), two(tf.mul, [7, 5], [5])],
  Neg: [one((x) => tf.neg(x))],
  PadV2: [one((x) => tf.pad(x, [[0, 0], [2, 1]]))], // prettier-ignore
  Range: [one((x) => tf.mul(tf.cast(tf.range(0, 7, 1, 'int32'), 'float32'), x), [7])],
  RealDiv: [two((a, b) => tf.div(a, tf.add(tf.square(b), 1)), [7, 5], [7, 5]), one((x) => tf.div(x, 3))],
  Relu: [one((x) => tf.relu(x))],
  Reshape: [one((x) => tf.reshape(x, [35])), one((x) => tf.squeeze(x, [1]), [7, 1])],
  Sigmoid: [one((x) => tf.sigmoid(x))],
  Slice: [one((x) => tf.slice2d(x, [0, 2], [-1, 3])), one((x) => tf.slice2d(x, [0, 0], [-1, 2]))],
  Sqrt: [one((x) => tf.sqrt(tf.add(tf.square(x), 1)))],
  Square: [one((x) => tf.square(x))],
  Step: [one((x) => tf.step(x), [7, 5], false)],
  Sub: [two(tf.sub, [7, 5], [7, 5]), two(tf.sub, [7, 5], [5])],
  Sum: [one((x) => tf.sum(x)), one((x) => tf.sum(x, 0)), one((x) => tf.sum(x, 1), [7, 64])],
  Transpose: [one((x) => tf.transpose(x)), one((x) => tf.transpose(x), [33, 64])],
  UnsortedSegmentSum: [
    one((x) => tf.unsortedSegmentSum(x, numbers(2, 0, 2, 3, 0, 0, 2), 4), [7, 5], false),
    one((x) => tf.unsortedSegmentSum(x, numbers(1, 1), 2), [2, 64], false),
  ],
  ZerosLike: [one((x) => tf.zerosLike(x))],
  /** What the engine calls an operation with a gradient of our own. */
  forward: [
    one((x) => binaryCrossEntropy(tf.tensor1d([1, 0, 1, 1, 0]), x as tf.Tensor as tf.Tensor1D), [5]),
    one((x) => binaryCrossEntropy(tf.tensor1d([0]), x as tf.Tensor as tf.Tensor1D), [1]),
  ],
}

/** Of each case of each operation its value, then the gradients of the sum of its square with respect to each input. */
export async function runOperations(backend: Backend): Promise<Record<string, number[][]>> {
  const found: Record<string, number[][]> = {}
  for (const [name, cases] of Object.entries(operations)) {
    const arrays: Float32Array[] = []
    for (const { shapes, run, smooth = true } of cases) {
      const inputs = shapes.map((shape, which) => noise(shape, `${name} ${which}`))
      const tensors = (given: tf.Tensor[]) => run(given as tf.Tensor2D[])
      arrays.push(await backend.compute(inputs, tensors))
      if (!smooth) continue
      const { gradients } = await backend.differentiate(inputs, (given) => tf.sum(tf.square(tensors(given))))
      arrays.push(...gradients)
    }
    found[name] = arrays.map((array) => [...array])
  }
  return found
}

function noise(shape: readonly number[], seed: string): DenseArray {
  const random = new Random(seed)
  const length = shape.reduce((size, side) => size * side, 1)
  return { values: Float32Array.from({ length }, () => random.normal()), shape }
}
