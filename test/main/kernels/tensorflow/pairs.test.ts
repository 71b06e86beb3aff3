import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import type { Backend, DenseArray } from '../../../../main/kernels/tensorflow/backend.ts'
import { openBackend } from '../../../../main/kernels/tensorflow/open.ts'
import {
  binaryCrossEntropy,
  makePairs,
  pairDot,
  pairHidden,
  pairReluDot,
} from '../../../../main/kernels/tensorflow/pairs.ts'
import { Random } from '../../../../main/math/random.ts'

const dense = (values: readonly number[], shape: readonly number[]): DenseArray => ({
  values: Float32Array.from(values),
  shape,
})
const noise = (shape: readonly number[], seed: number): DenseArray => {
  const random = new Random(seed)
  return { values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()), shape }
}

type Operation = (tensors: tf.Tensor[], left: Int32Array, right: Int32Array) => tf.Tensor
const operations: Readonly<Record<string, Operation>> = {
  pairHidden: ([a, b], l, r) => pairHidden(a as tf.Tensor2D, b as tf.Tensor2D, makePairs(l, r)),
  pairDot: ([a, b], l, r) => pairDot(a as tf.Tensor2D, b as tf.Tensor2D, makePairs(l, r)),
  pairReluDot: ([a, b, w], l, r) => pairReluDot(a as tf.Tensor2D, b as tf.Tensor2D, w as tf.Tensor1D, makePairs(l, r)),
}

describe.each(['cpu', 'wasm'] as const)('pairs on %s', (id) => {
  const a = dense([1, -2, 3, 4, 5, 6, 7, 8], [2, 4])
  const b = dense([1, 1, -4, 0], [1, 4])
  const left = Int32Array.of(0, 1, 0)
  const right = Int32Array.of(0, 0, 0)
  const run = async (name: string, inputs: DenseArray[]) => [
    ...(await (await openBackend(id)).compute(inputs, (tensors) => operations[name]!(tensors, left, right))),
  ]

  it('adds rows and cuts off what is negative', async () => {
    expect(await run('pairHidden', [a, b])).toEqual([2, 0, 0, 4, 6, 7, 3, 8, 2, 0, 0, 4])
  })

  it('multiplies rows', async () => {
    expect(await run('pairDot', [a, b])).toEqual([-13, -17, -13])
  })

  it('weighs what is left after the cut', async () => {
    expect(await run('pairReluDot', [a, b, dense([1, 10, 100, 1000], [4])])).toEqual([4002, 8376, 4002])
  })

  it('gives every pair of a row its share of the gradient', async () => {
    const backend = await openBackend(id)
    const { loss, gradients } = await backend.differentiate([a, b], (tensors) =>
      tf.sum(operations['pairDot']!(tensors, left, right)),
    )
    expect(loss).toBe(-43)
    expect([...gradients[0]!]).toEqual([2, 2, -8, 0, 1, 1, -4, 0])
    expect([...gradients[1]!]).toEqual([7, 2, 13, 16])
  })

  it('computes cross-entropy that neither overflows nor vanishes', async () => {
    const { loss, gradients } = await (
      await openBackend(id)
    ).differentiate([dense([200, -200, 0, -200], [4])], ([logits]) =>
      binaryCrossEntropy(tf.tensor1d([1, 0, 1, 1]), logits as tf.Tensor1D),
    )
    expect(loss).toBeCloseTo((Math.log(2) + 200) / 4, 4)
    expect([...gradients[0]!]).toEqual([0, 0, -0.125, -0.25])
  })
})

describe('kernels of the wasm backend', () => {
  const both = async (work: (backend: Backend) => Promise<Float32Array[]>) => {
    const [wasm, cpu] = [await work(await openBackend('wasm')), await work(await openBackend('cpu'))]
    wasm.forEach((values, part) => {
      const largest = Math.max(1, ...cpu[part]!.map(Math.abs))
      values.forEach((value, i) => expect(Math.abs(value - cpu[part]![i]!) / largest).toBeLessThan(2e-6))
    })
  }
  const differentiate = (name: string, width: number, pairs: number) => async (backend: Backend) => {
    const random = new Random(width)
    const left = Int32Array.from({ length: pairs }, () => random.below(7))
    const right = Int32Array.from({ length: pairs }, () => random.below(11))
    const inputs = [noise([7, width], 1), noise([11, width], 2), noise([width], 3)]
    const { loss, gradients } = await backend.differentiate(
      inputs.slice(0, name === 'pairReluDot' ? 3 : 2),
      (tensors) => tf.sum(tf.square(operations[name]!(tensors, left, right))),
    )
    return [Float32Array.of(loss), ...gradients]
  }

  for (const name of Object.keys(operations))
    it.each([1, 3, 4, 5, 31, 64])(`agree with the cpu backend: ${name}, width %i`, async (width) => {
      await both(differentiate(name, width, 100))
      await both(differentiate(name, width, 1))
    })

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('multiply matrices, transposed %s and %s', async (turnA, turnB) => {
    const [a, b] = [noise(turnA ? [9, 17] : [17, 9], 4), noise(turnB ? [33, 9] : [9, 33], 5)]
    await both(async (backend) => [await backend.compute([a, b], ([x, y]) => tf.matMul(x!, y!, turnA, turnB))])
  })

  it('sum rows by segment, leaving out rows without one', async () => {
    const backend = await openBackend('wasm')
    const sums = await backend.compute([dense([1, 2, 3, 4, 5, 6, 7, 8], [4, 2])], ([x]) =>
      tf.unsortedSegmentSum(x!, tf.tensor1d([2, 0, 2, -1], 'int32'), 3),
    )
    expect([...sums]).toEqual([3, 4, 0, 0, 6, 8])
  })

  it('leave no tensor behind', async () => {
    await openBackend('wasm')
    const before = tf.memory().numTensors
    await differentiate('pairReluDot', 8, 50)(await openBackend('wasm'))
    expect(tf.memory().numTensors).toBe(before)
  })
})
