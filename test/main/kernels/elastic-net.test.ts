import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../main/kernels/kernels.ts'
import { Random } from '../../../main/math/random.ts'
import { behavesLikeReference } from '../../conformance/kernel.ts'

/** Gram matrix of random binary columns. */
function gramOf(users: number, size: number, random: Random): Float32Array {
  const columns = Array.from({ length: size }, () =>
    Array.from({ length: users }, () => Number(random.uniform() < 0.3)),
  )
  return Float32Array.from({ length: size * size }, (_, cell) => {
    const [a, b] = [columns[Math.floor(cell / size)]!, columns[cell % size]!]
    return a.reduce((sum, value, user) => sum + value * b[user]!, 0)
  })
}

describe.each([true, false])('an elastic net with positive=%s', (positive) => {
  const [size, l1, l2] = [150, 2, 3]
  const gram = gramOf(200, size, new Random(3, 'gram'))
  const solve = (...targets: number[]) => {
    const { memory, run } = openKernels({ threads: 1 })
    const weights = memory.doubles(size * targets.length)
    run('elasticNet', {
      gram: memory.putFloats(gram),
      targets: memory.putIntegers(targets),
      ...{ l1, l2, positive, tolerance: 1e-9, weights },
    })
    return targets.map((_, at) => weights.slice(at * size, (at + 1) * size))
  }

  it('meets the optimality conditions of every coordinate', () => {
    for (const target of [0, 7]) {
      const [weights] = solve(target) as [Float64Array]
      expect(weights[target]).toBe(0)
      for (let item = 0; item < size; item++) {
        if (item === target) continue
        let gradient = gram[item * size + target]! - l2 * weights[item]!
        for (let other = 0; other < size; other++) gradient -= gram[item * size + other]! * weights[other]!
        if (weights[item] !== 0) expect(gradient).toBeCloseTo(Math.sign(weights[item]!) * l1, 5)
        else expect(positive ? gradient : Math.abs(gradient)).toBeLessThan(l1 + 1e-5)
      }
    }
  })

  it('gives the same weights whatever else is fitted', () => {
    expect(solve(4, 5, 9)[2]).toEqual(solve(9)[0])
  })

  behavesLikeReference('elasticNet', {
    input: (length, memory, random) => ({
      gram: memory.putFloats(gramOf(60, length, random)),
      targets: memory.putIntegers(Array.from({ length: Math.min(length, 12) }, (_, at) => (7 * at) % length)),
      ...{ l1: 0.4, l2: 1, positive, tolerance: 1e-4 },
      weights: memory.doubles(length * Math.min(length, 12)),
    }),
    outputs: ({ weights }) => [weights],
    tolerance: 0,
    lengths: [0, 1, 3, 4, 5, 31, 64, 130],
  })
})

it('fits columns that more others speak for than there is room at first', () => {
  const size = 600
  const fit = (backend: 'wasm' | 'reference') => {
    const { memory, run } = openKernels({ threads: 1, backend })
    // The first column is the sum of all others, each of which has a user of its own.
    const gram = memory.floats(size * size).fill(0)
    for (let k = 1; k < size; k++) gram[k * size + k] = gram[k] = gram[k * size] = 1
    gram[0] = size - 1
    const weights = memory.doubles(2 * size)
    const targets = memory.putIntegers([1, 0])
    run('elasticNet', { gram, targets, l1: 0.1, l2: 0.1, positive: true, tolerance: 1e-6, weights })
    return Array.from(weights)
  }
  const weights = fit('wasm')
  expect(weights.slice(size).filter((weight) => weight > 0)).toHaveLength(size - 1)
  expect(weights).toEqual(fit('reference'))
})
