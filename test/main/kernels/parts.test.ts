import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const users = 7
const items = 11

const uniforms = (memory: KernelMemory, random: Random, count: number) =>
  memory.putDoubles(Array.from({ length: count }, () => random.uniform()))

behavesLikeReference('sumParts', {
  input(length, memory, random) {
    const width = 2 * (1 + (length % 10))
    const rows = (count: number) => uniforms(memory, random, count * width)
    return {
      ratings: {
        users: memory.putIntegers(Array.from({ length }, () => random.below(users))),
        items: memory.putIntegers(Array.from({ length }, () => random.below(items))),
        values: memory.putFloats(Array.from({ length }, () => 1 + random.below(5))),
        ...{ userFactors: rows(users), itemFactors: rows(items), width },
      },
      ...{ from: 0, to: length, squares: memory.doubles(1) },
      ...{ userAbove: rows(users), userBelow: rows(users), itemAbove: rows(items), itemBelow: rows(items) },
    }
  },
  outputs: ({ userAbove, userBelow, itemAbove, itemBelow, squares }) => [
    ...[userAbove, userBelow, itemAbove, itemBelow],
    squares,
  ],
  tolerance: 1e-12,
})

behavesLikeReference('stepParts', {
  input(length, memory, random) {
    const width = 6
    const [factors, above, below] = [1, 2, 3].map(() => uniforms(memory, random, length * width)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const counts = memory.putIntegers(Array.from({ length }, () => random.below(9)))
    return { factors, width, above, below, counts, regularization: 0.06 }
  },
  outputs: ({ factors }) => [factors],
  tolerance: 1e-12,
})

describe('a step of factors that are never negative', () => {
  it('multiplies by what was rated over what was predicted, and leaves factors without a divisor: by hand', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const factors = memory.putDoubles([2, 0])
    const [above, below] = [memory.putDoubles([6, 1]), memory.putDoubles([1, 0])]
    run('stepParts', { factors, width: 2, above, below, counts: memory.putIntegers([4]), regularization: 0.25 })
    expect(Array.from(factors)).toEqual([(2 * 6) / (1 + 4 * 0.25 * 2), 0])
  })
})
