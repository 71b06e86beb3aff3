import { expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

it('pulls a user towards the item that it had and away from the one that it did not', () => {
  const { memory, run } = openKernels({ threads: 1 })
  const gradient = memory.floats(12)
  const loss = run('differentiateTriples', {
    rows: memory.putFloats([1, 0, 0, 0, 2, 1, 0, 0, 0, -1, 0, 0]),
    width: 4,
    ...{ users: memory.putIntegers([0]), liked: memory.putIntegers([1]), others: memory.putIntegers([2]) },
    gradient,
  })
  expect(loss).toBeCloseTo(Math.log(1 + Math.exp(-2)), 6)
  const slope = 1 / (1 + Math.exp(2))
  const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => expect.closeTo(value, 6) as unknown)
  expect([...gradient]).toEqual(rounded([-2 * slope, -2 * slope, 0, 0, -slope, 0, 0, 0, slope, 0, 0, 0]))
})

behavesLikeReference('differentiateTriples', {
  input(length, memory, random) {
    const width = 12
    const draw = () => memory.putIntegers(Int32Array.from({ length }, () => random.below(50)))
    return {
      rows: memory.putFloats(Float32Array.from({ length: 50 * width }, () => random.normal())),
      width,
      ...{ users: draw(), liked: draw(), others: draw() },
      gradient: memory.floats(50 * width),
    }
  },
  outputs: ({ gradient }) => [gradient],
  tolerance: 1e-6,
})

behavesLikeReference('addRows', {
  input(length, memory, random) {
    const width = 7
    const noise = (count: number) => memory.putFloats(Float32Array.from({ length: count }, () => random.normal()))
    return { rows: noise(length * width), width, amounts: noise(length), into: noise(length * width) }
  },
  outputs: ({ into }) => [into],
  tolerance: 1e-6,
})
