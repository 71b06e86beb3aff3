import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

describe('propagation along a graph', () => {
  it('adds up the rows of the neighbours, weighed and scaled', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const into = memory.putDoubles([9, 9, 9, 9, 9, 9])
    const graph = { offsets: memory.putIntegers([0, 2, 2, 3]), indices: memory.putIntegers([0, 1, 1]) }
    const source = memory.putDoubles([1, 2, 10, 20])
    run('propagate', { ...graph, source, width: 2, into })
    expect([...into]).toEqual([11, 22, 0, 0, 10, 20])
    const factors = { weights: memory.putDoubles([1, 0.5]), scale: memory.putDoubles([2, 7, 3]) }
    run('propagate', { ...graph, source, width: 2, into, ...factors })
    expect([...into]).toEqual([12, 24, 0, 0, 15, 30])
    const total = memory.putDoubles([1, 1, 1, 1, 1, 1])
    run('propagate', { ...graph, source, width: 2, into, total })
    expect([...total]).toEqual([12, 23, 1, 1, 11, 21])
  })
})

for (const precision of ['floats', 'doubles'] as const)
  describe(`in ${precision}`, () =>
    behavesLikeReference('propagate', {
      input(length: number, memory: KernelMemory, random: Random) {
        const [columns, width] = [length + 2, length % 70]
        const rows = Array.from({ length }, () => Array.from({ length: random.below(9) }, () => random.below(columns)))
        let end = 0
        const draw = (count: number) => {
          const numbers = memory[precision](count)
          for (let k = 0; k < count; k++) numbers[k] = random.normal()
          return numbers
        }
        return {
          offsets: memory.putIntegers([0, ...rows.map((row) => (end += row.length))]),
          indices: memory.putIntegers(rows.flat()),
          source: draw(columns * width),
          width,
          into: draw(length * width),
          ...(length % 2 === 1 && { weights: draw(columns) }),
          ...(length % 4 !== 0 && { scale: draw(length) }),
          ...(length > 4 && { total: draw(length * width) }),
        }
      },
      outputs: ({ into, total }) => [into, ...(total ? [total] : [])],
      tolerance: precision === 'floats' ? 3e-6 : 1e-14,
    }))
