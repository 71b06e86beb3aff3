import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { multiplyItemRows, transposeWeights } from '../../../../main/recommenders/collaborative/item-products.ts'
import { logOf } from '../../../helpers/experiments.ts'

// Items 0 and 1 share users 0 and 1, items 1 and 2 share user 1.
const log = buildInteractions(
  logOf([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [1, 2],
  ]),
)
const product = (neighbours: number, countSelf = false) =>
  multiplyItemRows(log, {
    left: new Float64Array(5).fill(2),
    right: new Float64Array(5).fill(0.5),
    finish: { formula: 'sum × b', columnScale: Float64Array.of(2, 2, 1) },
    neighbours,
    countSelf,
    threads: 1,
    pause: async () => undefined,
  })

describe('multiplying item rows', () => {
  it('sums over common users, finishes the sums, and leaves the item itself out', async () => {
    const { offsets, indices, values } = await product(9)
    expect([...offsets]).toEqual([0, 2, 4, 6])
    expect([...indices]).toEqual([1, 2, 0, 2, 0, 1])
    expect([...values]).toEqual([4, 1, 4, 1, 2, 2])
    expect(values).toBeInstanceOf(Float64Array)
  })

  it('keeps the K largest of each row; the item itself may take a place', async () => {
    expect([...(await product(1)).indices]).toEqual([1, 0, 0])
    expect([...(await product(1, true)).indices]).toEqual([0, 0, 0])
  })

  it('turns rows into columns and back', async () => {
    const kept = await product(1)
    const turned = transposeWeights(kept)
    expect([...turned.offsets]).toEqual([0, 2, 3, 3])
    expect([...turned.indices]).toEqual([1, 2, 0])
    expect(transposeWeights(turned)).toEqual(kept)
  })
})
