import { describe, expect, it } from 'vitest'
import { Random } from '../../../../main/math/random.ts'
import { elasticNetSolver } from '../../../../main/recommenders/collaborative/elastic-net.ts'

/** Gram matrix of random binary columns. */
function gramOf(users: number, size: number): Float32Array {
  const random = new Random(3, 'gram')
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
  const gram = gramOf(200, size)
  const solve = elasticNetSolver({ gram, size, l1, l2, positive, tolerance: 1e-9 })

  it('meets the optimality conditions of every coordinate', () => {
    for (const target of [0, 7]) {
      const { indices, values } = solve(target)
      const weights = new Float64Array(size)
      indices.forEach((item, place) => (weights[item] = values[place]!))
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

  it('gives the same weights again after another target', () => {
    const before = solve(4)
    solve(5)
    expect(solve(4)).toEqual(before)
  })
})
