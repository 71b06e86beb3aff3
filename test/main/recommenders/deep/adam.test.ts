import { describe, expect, it } from 'vitest'
import { openKernels } from '../../../../main/kernels/kernels.ts'
import { Adam, adamStep } from '../../../../main/recommenders/deep/adam.ts'

const rounded = (values: Float32Array) => [...values].map((value) => Number(value.toFixed(6)))

describe('Adam', () => {
  const kernels = openKernels({ threads: 1 })
  const put = (...values: number[]) => kernels.memory.putFloats(values)

  it('moves by the learning rate against the sign of the gradient in its first step', () => {
    const values = put(1, 1, 1)
    new Adam(kernels, values, 3).update(put(5, -0.01, 0), adamStep(0.1, 1))
    expect(rounded(values)).toEqual([0.9, 1.1, 1])
  })

  it('follows the formula in its second step', () => {
    const values = put(0)
    const adam = new Adam(kernels, values, 1)
    adam.update(put(1), adamStep(0.1, 1))
    adam.update(put(-2), adamStep(0.1, 2))
    const first = (0.9 * 0.1 + 0.1 * -2) / (1 - 0.81)
    const second = (0.999 * 0.001 + 0.001 * 4) / (1 - 0.999 ** 2)
    expect(values[0]).toBeCloseTo(-0.1 - (0.1 * first) / Math.sqrt(second), 6)
  })

  it('moves only the rows it is given, with a gradient row for each', () => {
    const values = put(0, 0, 0, 0, 0, 0)
    new Adam(kernels, values, 2).updateRows(Int32Array.of(2, 0), put(1, -1, 2, 0), adamStep(0.5, 1))
    expect(rounded(values)).toEqual([-0.5, 0, 0, 0, -0.5, 0.5])
  })

  it('lets the moments of a row that it is not given rest', () => {
    const [values, twin] = [put(0, 0), put(0)]
    const [rows, whole] = [new Adam(kernels, values, 1), new Adam(kernels, twin, 1)]
    for (const step of [1, 2, 3]) rows.updateRows(Int32Array.of(step === 2 ? 1 : 0), put(1), adamStep(0.1, step))
    whole.update(put(1), adamStep(0.1, 1))
    whole.update(put(1), adamStep(0.1, 3))
    expect(values[0]).toBe(twin[0])
  })

  it('pulls towards zero under a penalty without a gradient', () => {
    const values = put(3)
    new Adam(kernels, values, 1).update(put(0), adamStep(0.1, 1, 0.01))
    expect(rounded(values)).toEqual([2.9])
  })
})
