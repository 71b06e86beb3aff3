import { describe, expect, it } from 'vitest'
import { Adam, adamStep } from '../../../../main/recommenders/deep/adam.ts'

const rounded = (values: Float32Array) => [...values].map((value) => Number(value.toFixed(6)))

describe('Adam', () => {
  it('moves by the learning rate against the sign of the gradient in its first step', () => {
    const values = Float32Array.of(1, 1, 1)
    new Adam(values).update(Float32Array.of(5, -0.01, 0), adamStep(0.1, 1))
    expect(rounded(values)).toEqual([0.9, 1.1, 1])
  })

  it('follows the formula in its second step', () => {
    const values = Float32Array.of(0)
    const adam = new Adam(values)
    adam.update(Float32Array.of(1), adamStep(0.1, 1))
    adam.update(Float32Array.of(-2), adamStep(0.1, 2))
    const first = (0.9 * 0.1 + 0.1 * -2) / (1 - 0.81)
    const second = (0.999 * 0.001 + 0.001 * 4) / (1 - 0.999 ** 2)
    expect(values[0]).toBeCloseTo(-0.1 - (0.1 * first) / Math.sqrt(second), 6)
  })

  it('moves only the rows it is given, with a gradient row for each', () => {
    const values = new Float32Array(6)
    new Adam(values).updateRows(Int32Array.of(2, 0), 2, Float32Array.of(1, -1, 2, 0), adamStep(0.5, 1))
    expect(rounded(values)).toEqual([-0.5, 0, 0, 0, -0.5, 0.5])
  })

  it('pulls towards zero under a penalty without a gradient', () => {
    const values = Float32Array.of(3)
    new Adam(values).update(Float32Array.of(0), adamStep(0.1, 1, 0.01))
    expect(rounded(values)).toEqual([2.9])
  })
})
