import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

describe('products of matrices', () => {
  it('are those one computes by hand, plain and transposed, replacing, adding and subtracting', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const [left, right, into] = [memory.putDoubles([1, 2, 3, 4]), memory.putDoubles([5, 6, 7, 8]), memory.doubles(4)]
    const shape = { left, right, into, rows: 2, inner: 2, columns: 2 }
    run('multiplyMatrices', shape)
    expect([...into]).toEqual([19, 22, 43, 50])
    run('multiplyMatrices', { ...shape, transposeLeft: true })
    expect([...into]).toEqual([26, 30, 38, 44])
    run('multiplyMatrices', { ...shape, transposeRight: true })
    expect([...into]).toEqual([17, 23, 39, 53])
    run('multiplyMatrices', { ...shape, mode: 'add' })
    expect([...into]).toEqual([36, 45, 82, 103])
    run('multiplyMatrices', { ...shape, mode: 'subtract' })
    expect([...into]).toEqual([17, 23, 39, 53])
  })

  it('of nothing are zero', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const into = memory.putFloats([1, 2])
    run('multiplyMatrices', { left: memory.floats(0), right: memory.floats(0), into, rows: 1, inner: 0, columns: 2 })
    expect([...into]).toEqual([0, 0])
  })

  it('give equal digits for equal rows, wherever they stand', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const [rows, inner, columns] = [37, 300, 53]
    const entry = (k: number) => Math.sin(k)
    const left = memory.putFloats(Array.from({ length: rows * inner }, (_, cell) => entry(cell % inner)))
    const right = memory.putFloats(Array.from({ length: columns * inner }, (_, cell) => entry(3 * (cell % inner))))
    const into = memory.floats(rows * columns)
    run('multiplyMatrices', { left, right, into, rows, inner, columns, transposeRight: true })
    expect(new Set(into).size).toBe(1)
  })
})

const normals = <Numbers extends Float32Array | Float64Array>(into: Numbers, random: Random): Numbers => {
  for (let k = 0; k < into.length; k++) into[k] = random.normal()
  return into
}

const lengths = [0, 1, 3, 4, 5, 31, 64, 200]
const modes = ['replace', 'add', 'subtract'] as const

/** A product whose sides differ, and whose form changes with its length. */
const shape = (length: number) => ({
  rows: length,
  inner: Math.max(0, length - 2) + (length === 200 ? 103 : 0),
  columns: length + 3,
  transposeLeft: length % 2 === 1,
  transposeRight: length % 3 === 1,
  mode: modes[length % 3]!,
})

for (const precision of ['floats', 'doubles'] as const)
  describe(`in ${precision}`, () =>
    behavesLikeReference('multiplyMatrices', {
      lengths,
      input(length: number, memory: KernelMemory, random: Random) {
        const { rows, inner, columns, ...form } = shape(length)
        const draw = (count: number) => normals(memory[precision](count), random)
        return {
          ...{ rows, inner, columns, ...form },
          ...{ left: draw(rows * inner), right: draw(inner * columns), into: draw(rows * columns) },
        }
      },
      outputs: ({ into }) => [into],
      tolerance: precision === 'floats' ? 5e-5 : 2e-13,
    }))
