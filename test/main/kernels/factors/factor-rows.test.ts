import { describe, expect, it } from 'vitest'
import { FactorRows } from '../../../../main/kernels/factors/factor-rows.ts'
import { Random } from '../../../../main/math/random.ts'

describe.each([1, 3, 4, 5, 31, 64])('FactorRows of %i factors', (factors) => {
  const random = new Random(factors, 'rows')
  const make = () => {
    const rows = new FactorRows(2, 3, factors, () => random.normal())
    return { rows, ...rows.read() }
  }
  const row = (values: Float64Array, index: number) => values.slice(index * factors, (index + 1) * factors)
  const multiply = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)

  it('multiplies rows', () => {
    const { rows, userFactors, itemFactors } = make()
    const product = multiply(row(userFactors, 1), row(itemFactors, 2))
    expect(rows.product(1, 2)).toBeCloseTo(product, 4)
    expect(rows.difference(1, 2, 0)).toBeCloseTo(product - multiply(row(userFactors, 1), row(itemFactors, 0)), 4)
  })

  it('separates two items for a user, from the old values, and leaves the others', () => {
    const { rows, userFactors, itemFactors } = make()
    rows.separate(1, 2, 0, 0.5, 0.9)
    const after = rows.read()
    const [p, i, j] = [row(userFactors, 1), row(itemFactors, 2), row(itemFactors, 0)]
    for (let k = 0; k < factors; k++) {
      expect(row(after.userFactors, 1)[k]).toBeCloseTo(0.9 * p[k]! + 0.5 * (i[k]! - j[k]!), 5)
      expect(row(after.itemFactors, 2)[k]).toBeCloseTo(0.9 * i[k]! + 0.5 * p[k]!, 5)
      expect(row(after.itemFactors, 0)[k]).toBeCloseTo(0.9 * j[k]! - 0.5 * p[k]!, 5)
    }
    expect(row(after.userFactors, 0)).toEqual(row(userFactors, 0))
    expect(row(after.itemFactors, 1)).toEqual(row(itemFactors, 1))
  })
})
