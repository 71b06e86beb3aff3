import { describe, expect, it } from 'vitest'
import { solvePositiveDefinite } from '../../../../main/evaluation/off-policy/solve.ts'

describe('solvePositiveDefinite', () => {
  it('solves a system by hand', () => {
    // [[4, 2], [2, 3]] x = [2, 5] has the solution (−0.5, 2)
    const x = solvePositiveDefinite(Float64Array.of(4, 0, 2, 3), Float64Array.of(2, 5))
    expect(x[0]).toBeCloseTo(-0.5, 12)
    expect(x[1]).toBeCloseTo(2, 12)
  })

  it('gives 0 to what the matrix does not determine', () => {
    expect([...solvePositiveDefinite(Float64Array.of(4, 0, 0, 0), Float64Array.of(8, 0))]).toEqual([2, 0])
  })
})
