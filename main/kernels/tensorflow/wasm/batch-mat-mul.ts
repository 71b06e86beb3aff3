import * as tf from '@tensorflow/tfjs-core'
import { asWasm } from './heap.ts'

interface Attributes {
  readonly transposeA: boolean
  readonly transposeB: boolean
}

/**
 * Matrix product that transposes first: the package's kernel multiplies plain matrices at 30 GFLOP/s but matrices with a transposed side at 2
 * (2,000 × 64 × 256, one thread), and every gradient of a product has one.
 */
export function registerBatchMatMul(): void {
  const plain = tf.getKernel('BatchMatMul', 'wasm')
  const transpose = tf.getKernel('Transpose', 'wasm')
  if (!plain || !transpose) throw new Error('The wasm backend lacks BatchMatMul or Transpose.')
  tf.unregisterKernel('BatchMatMul', 'wasm')
  tf.registerKernel({
    ...plain,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { a, b } = inputs as Readonly<Record<'a' | 'b', tf.TensorInfo>>
      const { transposeA, transposeB } = attrs as unknown as Attributes
      const turn = (x: tf.TensorInfo) =>
        transpose.kernelFunc({ inputs: { x }, backend, attrs: { perm: swapLast(x.shape.length) } }) as tf.TensorInfo
      const left = transposeA ? turn(a) : a
      const right = transposeB ? turn(b) : b
      const product = plain.kernelFunc({
        inputs: { a: left, b: right },
        backend,
        attrs: { transposeA: false, transposeB: false },
      })
      if (left !== a) asWasm(backend).disposeData(left.dataId)
      if (right !== b) asWasm(backend).disposeData(right.dataId)
      return product
    },
  })
}

function swapLast(rank: number): number[] {
  const order = Array.from({ length: rank }, (_, axis) => axis)
  order[rank - 1] = rank - 2
  order[rank - 2] = rank - 1
  return order
}
