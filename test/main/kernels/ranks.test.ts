import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { LearnRanks } from '../../../main/kernels/reference/learn-ranks.ts'
import { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'
import { pairsOf, sizes } from '../../fixtures/pairs.ts'

const outputs = (input: LearnRanks) => [
  input.factors.users,
  input.factors.items,
  input.userSquares,
  input.itemSquares,
  input.itemBias,
  input.biasSquares,
  input.loss,
  input.random,
]

behavesLikeReference('learnRanks', {
  input(length, memory, random) {
    const width = 4 * Math.ceil(length / 40 + 0.1)
    const rows = (count: number) =>
      memory.putFloats(Array.from({ length: count * width }, () => random.normal() / Math.sqrt(width)))
    const factors = { users: rows(sizes.users), items: rows(sizes.items), width }
    return {
      random: memory.putIntegers(new Random(length).words()),
      pairs: pairsOf(length, memory, random),
      draws: length,
      weights: memory.putDoubles([3, 2, 1]),
      factors,
      userSquares: memory.floats(factors.users.length).fill(1),
      itemSquares: memory.floats(factors.items.length).fill(1),
      itemBias: memory.doubles(sizes.items),
      biasSquares: memory.doubles(sizes.items).fill(1),
      learningRate: 0.05,
      longest: 1.5,
      loss: memory.doubles(1),
    }
  },
  outputs,
  tolerance: 2e-4,
})

describe('a step of WARP', () => {
  const inputOf = (given: Partial<Record<'longest' | 'learningRate', number>>) => {
    const kernels = openKernels({ threads: 1 })
    const { memory } = kernels
    const input: LearnRanks = {
      random: memory.putIntegers(new Random(1).words()),
      pairs: { users: memory.putIntegers([0]), items: memory.putIntegers([0]), offsets: memory.putIntegers([0, 1]) },
      draws: 1,
      weights: memory.putDoubles(new Array<number>(64).fill(2)),
      factors: {
        users: memory.putFloats([1, 0, 0, 0]),
        items: memory.putFloats([0, 1, 0, 0, 0, -1, 0, 0]),
        width: 4,
      },
      userSquares: memory.putFloats([4, 4, 1, 1]),
      itemSquares: memory.floats(8).fill(1),
      itemBias: memory.doubles(2),
      biasSquares: memory.doubles(2).fill(1),
      learningRate: 0.5,
      longest: 10,
      loss: memory.doubles(1),
      ...given,
    }
    kernels.run('learnRanks', input)
    return input
  }

  it('goes along the weighted difference, divided by the root of squared gradients, which grow: by hand', () => {
    const { factors, userSquares, itemSquares, itemBias, biasSquares, loss } = inputOf({})
    // Both score 0, so that 1 − x_i + x_j = 1 weighs 2. a = 2 (q_i − q_j) = (0, 4): p moves by 0.5 · 4 / √4; q_i by 0.5 · 2 · 1.
    expect(Array.from(factors.users)).toEqual([1, 1, 0, 0])
    expect(Array.from(factors.items)).toEqual([1, 1, 0, 0, -1, -1, 0, 0])
    expect(Array.from(userSquares)).toEqual([4, 20, 1, 1])
    expect(Array.from(itemSquares)).toEqual([5, 1, 1, 1, 5, 1, 1, 1])
    expect(Array.from(itemBias)).toEqual([1, -1])
    expect(Array.from(biasSquares)).toEqual([5, 5])
    expect(loss[0]).toBe(2)
  })

  it('cuts rows to the longest length that is allowed', () => {
    const { factors } = inputOf({ longest: 1 })
    for (const row of [factors.users, factors.items.subarray(0, 4), factors.items.subarray(4)])
      expect(Math.hypot(...row)).toBeCloseTo(1, 6)
    expect(factors.users[0]).toBeCloseTo(Math.SQRT1_2, 6)
  })
})
