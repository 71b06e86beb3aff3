import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import { layOut, type PairWidths } from '../../../main/kernels/pair-layout.ts'
import type { PairNetwork } from '../../../main/kernels/reference/differentiate-pairs.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const [users, items] = [13, 70]

function noise(values: Float32Array, random: Random): Float32Array {
  return values.map(() => 0.5 * random.normal())
}

function networkOf(widths: PairWidths, memory: KernelMemory, random: Random): PairNetwork {
  const width = widths.embedding + widths.factors
  const { length, bias } = layOut(widths)
  const dense = noise(memory.floats(length), random).fill(0, bias.offset + 1)
  return {
    ...widths,
    userTable: memory.putFloats(noise(new Float32Array(users * width), random)),
    itemTable: memory.putFloats(noise(new Float32Array(items * width), random)),
    dense: memory.putFloats(dense),
  }
}

function batchOf(pairs: number, random: Random) {
  const draw = (limit: number) => Int32Array.from({ length: pairs }, () => random.below(limit))
  return {
    users: Int32Array.of(5, 0, 12, 3),
    items: Int32Array.of(7, 69, 1),
    left: draw(4),
    right: draw(3),
    labels: Float32Array.from({ length: pairs }, () => random.below(2)),
  }
}

const shapes: readonly (readonly [string, PairWidths])[] = [
  ['one layer', { embedding: 8, factors: 0, layers: [24] }],
  ['three layers', { embedding: 16, factors: 0, layers: [24, 8, 16] }],
  ['a product', { embedding: 0, factors: 8, layers: [] }],
  ['both', { embedding: 8, factors: 16, layers: [16, 8] }],
]

for (const [name, widths] of shapes)
  describe(`a network of ${name}`, () => {
    behavesLikeReference('differentiatePairs', {
      input(length, memory, random) {
        const network = networkOf(widths, memory, random)
        const width = widths.embedding + widths.factors
        const gradients = {
          users: memory.floats(4 * width),
          items: memory.floats(3 * width),
          dense: memory.floats(network.dense.length),
        }
        return { network, batch: batchOf(length, random), gradients }
      },
      outputs: ({ gradients }) => [gradients!.users, gradients!.items, gradients!.dense],
      tolerance: 2e-6,
    })

    behavesLikeReference('scorePairs', {
      input(length, memory, random) {
        const chosen = Int32Array.from({ length }, () => random.below(users))
        return { network: networkOf(widths, memory, random), users: chosen, into: memory.floats(length * items) }
      },
      outputs: ({ into }) => [into],
      tolerance: 2e-6,
      lengths: [0, 1, 3, 31],
    })
  })

describe('differentiatePairs', () => {
  const { memory, run } = openKernels({ threads: 1 })
  const widths = { embedding: 8, factors: 8, layers: [8] }
  // One user and two items, every width padded from 1: z = 3 relu(0.5 · 2 + 1 · q − 1) + 2 · 0.5 · q′ + 0.25.
  const dense = memory.floats(layOut(widths).length)
  const { userWeights, itemWeights, firstBiases, outputWeights, productWeights, bias } = layOut(widths)
  for (const [place, value] of [
    [userWeights, 0.5],
    [itemWeights, 1],
    [firstBiases, -1],
    [outputWeights, 3],
  ] as const)
    // prettier-ignore
    dense[place.offset] = value
  dense[productWeights.offset] = 2
  dense[bias.offset] = 0.25
  const row = (tower: number, product: number) => [tower, ...zeros, product, ...zeros]
  const zeros = new Array<number>(7).fill(0)
  const network = {
    ...widths,
    dense,
    userTable: memory.putFloats(row(2, 0.5)),
    itemTable: memory.putFloats([...row(1, 1), ...row(-5, -2)]),
  }
  const batch = {
    users: Int32Array.of(0),
    items: Int32Array.of(0, 1),
    left: Int32Array.of(0, 0),
    right: Int32Array.of(0, 1),
    labels: Float32Array.of(1, 0),
  }
  const softplus = (z: number) => Math.log1p(Math.exp(z))
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))

  it('gives the loss and gradients of hand-set parameters', () => {
    const gradients = { users: memory.floats(16), items: memory.floats(32), dense: memory.floats(dense.length) }
    const loss = run('differentiatePairs', { network, batch, gradients })
    expect(loss).toBeCloseTo((softplus(-4.25) + softplus(-1.75)) / 2, 6)
    const [first, second] = [(sigmoid(4.25) - 1) / 2, sigmoid(-1.75) / 2]
    expect(gradients.users[0]).toBeCloseTo(first * 3 * 0.5, 6)
    expect(gradients.users[8]).toBeCloseTo(first * 2 * 1 + second * 2 * -2, 6)
    expect([gradients.items[0], gradients.items[16]]).toEqual([expect.closeTo(first * 3, 6), 0])
    expect(gradients.dense[bias.offset]).toBeCloseTo(first + second, 6)
    expect(gradients.dense[bias.offset + 1]).toBe(0)
    expect(gradients.dense[outputWeights.offset]).toBeCloseTo(first * 1, 6)
  })

  it('gives the loss alone where no gradient is wanted', () => {
    const loss = run('differentiatePairs', { network, batch, gradients: null })
    expect(loss).toBeCloseTo((softplus(-4.25) + softplus(-1.75)) / 2, 6)
  })

  it('takes a larger batch after a smaller one', () => {
    const many = 1000
    const larger = {
      ...batch,
      left: new Int32Array(many),
      right: Int32Array.from({ length: many }, (_, pair) => pair % 2),
      labels: Float32Array.from({ length: many }, (_, pair) => 1 - (pair % 2)),
    }
    const loss = run('differentiatePairs', { network, batch: larger, gradients: null })
    expect(loss).toBeCloseTo((softplus(-4.25) + softplus(-1.75)) / 2, 5)
  })
})
