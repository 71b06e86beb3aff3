import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

describe('conjugate gradient', () => {
  it('solves (X Xᵀ + I) z = b in two steps for [[1, 1], [0, 1]], four sides at a time', () => {
    // X Xᵀ + I = [[3, 1], [1, 2]].
    const { memory, run } = openKernels({ threads: 1 })
    const width = 4
    const byRow = { offsets: memory.putIntegers([0, 2, 3]), indices: memory.putIntegers([0, 1, 1]) }
    const byColumn = { offsets: memory.putIntegers([0, 1, 3]), indices: memory.putIntegers([0, 0, 1]) }
    const sides = [1, 0, 1, 5, 0, 1, 1, 5]
    const [r, p] = [memory.putFloats(sides), memory.putFloats(sides)]
    const [z, q, image] = [memory.floats(8), memory.floats(8), memory.floats(8)]
    const [products, squares] = [new Float64Array(width), Float64Array.of(1, 1, 2, 50)]
    const guarded = { guards: memory.floats(16), overlaps: memory.floats(8 * width) }
    for (let step = 0; step < 2; step++) {
      const before = squares.slice()
      run('propagate', { ...byColumn, source: p, width, into: image })
      run('applyGram', { ...byRow, image, ridge: 1, p, q, width, products })
      const steps = memory.putFloats(before.map((square, side) => square / products[side]!))
      run('descend', { steps, p, q, z, r, width, squares, ...guarded })
      const turns = memory.putFloats(squares.map((square, side) => square / before[side]!))
      run('redirect', { turns, p, r, width, ...guarded })
    }
    // The inverse is [[2, −1], [−1, 3]] / 5.
    const wanted = [2, -1, 1, 5, -1, 3, 2, 10]
    wanted.forEach((value, cell) => expect(z[cell]).toBeCloseTo(value / 5, 6))
  })
})

/** 16 floats of which lanes are blocks of four vectors, and 4 more. */
const width = 20

const draw = (count: number, memory: KernelMemory, random: Random): Float32Array => {
  const numbers = memory.floats(count)
  for (let k = 0; k < count; k++) numbers[k] = random.normal()
  return numbers
}

behavesLikeReference('applyGram', {
  input(length, memory, random) {
    const columns = length + 2
    const rows = Array.from({ length }, () => Array.from({ length: random.below(9) }, () => random.below(columns)))
    let end = 0
    return {
      offsets: memory.putIntegers([0, ...rows.map((row) => (end += row.length))]),
      indices: memory.putIntegers(rows.flat()),
      image: draw(columns * width, memory, random),
      ridge: 2.5,
      p: draw(length * width, memory, random),
      q: draw(length * width, memory, random),
      width,
      products: new Float64Array(width),
    }
  },
  outputs: ({ q, products }) => [q, products],
  tolerance: 1e-4,
})

behavesLikeReference('descend', {
  input(length, memory, random) {
    const block = () => draw(length * width, memory, random)
    return {
      ...{ steps: draw(width, memory, random), p: block(), q: block(), z: block(), r: block(), width },
      guards: draw(length * 8, memory, random),
      squares: new Float64Array(width),
      overlaps: memory.floats(8 * width),
    }
  },
  outputs: ({ z, r, squares, overlaps }) => [z, r, squares, overlaps],
  tolerance: 1e-4,
})

behavesLikeReference('redirect', {
  input: (length, memory, random) => ({
    turns: draw(width, memory, random),
    p: draw(length * width, memory, random),
    r: draw(length * width, memory, random),
    width,
    guards: draw(length * 8, memory, random),
    overlaps: draw(8 * width, memory, random),
  }),
  outputs: ({ p, r }) => [p, r],
  tolerance: 1e-5,
})
