import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

describe('cross products', () => {
  it('are the inner products of columns: [[1, 2], [3, 4]]ᵀ [[5], [6]]', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const into = memory.doubles(2)
    const [left, right] = [memory.putDoubles([1, 2, 3, 4]), memory.putDoubles([5, 6])]
    run('crossProducts', { left, leftWidth: 2, right, rightWidth: 1, into })
    expect([...into]).toEqual([23, 34])
  })
})

for (const precision of ['floats', 'doubles'] as const)
  describe(`in ${precision}`, () =>
    behavesLikeReference('crossProducts', {
      input(length: number, memory: KernelMemory, random: Random) {
        const [leftWidth, rightWidth] = [1 + (length % 11), 8 + (length % 7)]
        const draw = (count: number) => {
          const numbers = memory[precision](count)
          for (let k = 0; k < count; k++) numbers[k] = random.normal()
          return numbers
        }
        return {
          ...{ left: draw(length * leftWidth), leftWidth, right: draw(length * rightWidth), rightWidth },
          into: draw(leftWidth * rightWidth),
        }
      },
      outputs: ({ into }) => [into],
      tolerance: precision === 'floats' ? 1e-4 : 2e-13,
    }))
