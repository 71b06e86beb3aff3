import { describe, expect, it } from 'vitest'
import { bootstrap, quantile } from '../../../../main/evaluation/significance/bootstrap.ts'
import { Random } from '../../../../main/math/random.ts'

const meanOf = (values: readonly number[]) => (draws: Int32Array) =>
  values.reduce((sum, value, i) => sum + value * draws[i]!, 0) / values.length

describe('bootstrap', () => {
  it('draws as many units as there are, with replacement', () => {
    const totals = new Set<number>()
    const total = (draws: Int32Array) => draws.reduce((sum, count) => sum + count, 0)
    bootstrap(7, [(draws) => totals.add(total(draws)).size], new Random(1))
    expect([...totals]).toEqual([7])
    let largest = 0
    bootstrap(7, [(draws) => (largest = Math.max(largest, ...draws))], new Random(1))
    expect(largest).toBeGreaterThan(1)
  })

  it('comes close to the normal interval of a mean: ± 1.96 s / √n', () => {
    const random = new Random(2)
    const values = Array.from({ length: 400 }, () => random.normal())
    const mean = values.reduce((sum, value) => sum + value, 0) / 400
    const [interval] = bootstrap(400, [meanOf(values)], new Random(3))
    expect(interval!.high - interval!.low).toBeCloseTo((2 * 1.96) / 20, 1)
    expect(Math.abs((interval!.high + interval!.low) / 2 - mean)).toBeLessThan(0.02)
  })

  it('gives the same interval for the same seed, and none without units or defined values', () => {
    const run = () => bootstrap(5, [meanOf([1, 2, 3, 4, 5])], new Random(9))
    expect(run()).toEqual(run())
    expect(bootstrap(0, [() => 1], new Random(1))).toEqual([null])
    expect(bootstrap(2, [() => NaN], new Random(1))).toEqual([null])
  })
})

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    const sorted = Float64Array.of(1, 2, 3, 4, 5)
    expect([quantile(sorted, 0), quantile(sorted, 0.5), quantile(sorted, 0.875), quantile(sorted, 1)]).toEqual([
      1, 3, 4.5, 5,
    ])
  })
})
