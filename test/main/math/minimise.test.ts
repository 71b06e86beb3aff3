import { describe, expect, it } from 'vitest'
import { minimise } from '../../../main/math/minimise.ts'

const never = () => Promise.resolve()

describe('minimisation', () => {
  it('finds the bottom of a long valley', async () => {
    const rosenbrock = (x: Float64Array, gradient: Float64Array) => {
      const [a, b] = [x[0]!, x[1]!]
      gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a)
      gradient[1] = 200 * (b - a * a)
      return (1 - a) ** 2 + 100 * (b - a * a) ** 2
    }
    const { x, settled } = await minimise(
      Float64Array.of(-1.2, 1),
      rosenbrock,
      { tolerance: 1e-8, iterations: 200 },
      never,
    )
    expect(settled).toBe(true)
    expect(x[0]).toBeCloseTo(1, 6)
    expect(x[1]).toBeCloseTo(1, 6)
  })

  it('says when the iterations did not suffice', async () => {
    const square = (x: Float64Array, gradient: Float64Array) => {
      gradient[0] = 4 * x[0]! ** 3
      return x[0]! ** 4
    }
    expect((await minimise(Float64Array.of(3), square, { tolerance: 0, iterations: 2 }, never)).settled).toBe(false)
  })
})
