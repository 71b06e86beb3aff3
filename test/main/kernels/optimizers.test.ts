import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import type { KernelMemory } from '../../../main/kernels/memory.ts'
import type { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

const rounded = (values: Float32Array) => [...values].map((value) => Number(value.toFixed(6)))

function tableOf(length: number, width: number, memory: KernelMemory, random: Random) {
  const noise = (count: number, map = (value: number) => value) =>
    memory.putFloats(Float32Array.from({ length: count }, () => map(random.normal())))
  const rows = memory.putIntegers(
    random.shuffle(Int32Array.from({ length: 2 * length }, (_, row) => row)).slice(length),
  )
  return {
    values: noise(2 * length * width),
    squares: noise(2 * length * width, (value) => value * value),
    first: noise(2 * length * width),
    gradient: noise(2 * length * width),
    rows,
    width,
  }
}

describe.each([1, 6])('optimizers on rows of %i', (width) => {
  behavesLikeReference('adamRows', {
    input(length, memory, random) {
      const { squares, ...table } = tableOf(length, width, memory, random)
      return { ...table, second: squares, rate: 0.1, secondScale: 1.5, decay: 0.01 }
    },
    outputs: ({ values, first, second }) => [values, first, second],
    tolerance: 1e-6,
  })
  behavesLikeReference('adamRows', {
    input(length, memory, random) {
      const { squares, ...table } = tableOf(length, width, memory, random)
      return { ...table, second: squares, rows: null, rate: 0.1, secondScale: 1.5, decay: 0 }
    },
    outputs: ({ values, first, second }) => [values, first, second],
    tolerance: 1e-6,
    lengths: [0, 1, 5, 1000],
  })
  behavesLikeReference('adagradRows', {
    input(length, memory, random) {
      const { first: _, ...table } = tableOf(length, width, memory, random)
      return { ...table, rate: 0.1, decay: 0.01 }
    },
    outputs: ({ values, squares }) => [values, squares],
    tolerance: 1e-6,
  })
})

describe('adamRows', () => {
  const { memory, run } = openKernels({ threads: 1 })
  const start = (values: readonly number[]) => ({
    values: memory.putFloats(values),
    first: memory.floats(values.length),
    second: memory.floats(values.length),
  })

  it('moves by the learning rate against the sign of the gradient in its first step', () => {
    const table = start([1, 1, 1])
    const gradient = memory.putFloats([5, -0.01, 0])
    run('adamRows', { ...table, rows: null, width: 3, gradient, rate: 0.1 / 0.1, secondScale: 1000, decay: 0 })
    expect(rounded(table.values)).toEqual([0.9, 1.1, 1])
  })

  it('moves only the rows it is given, with a gradient row for each', () => {
    const table = start([0, 0, 0, 0, 0, 0])
    const gradient = memory.putFloats([1, -1, 2, 0])
    const rows = memory.putIntegers([2, 0])
    run('adamRows', { ...table, rows, width: 2, gradient, rate: 5, secondScale: 1000, decay: 0 })
    expect(rounded(table.values)).toEqual([-0.5, 0, 0, 0, -0.5, 0.5])
  })
})

describe('adagradRows', () => {
  it('divides by the length of all gradients so far', () => {
    const { memory, run } = openKernels({ threads: 1 })
    const [values, squares] = [memory.putFloats([1, 1]), memory.floats(2)]
    const step = (given: number[]) =>
      run('adagradRows', {
        ...{ values, squares, rows: memory.putIntegers([0]), width: 2, rate: 0.5, decay: 0 },
        gradient: memory.putFloats(given),
      })
    step([3, 0])
    expect(rounded(values)).toEqual([0.5, 1])
    step([-4, 0])
    expect(rounded(values)).toEqual([0.9, 1])
  })
})
