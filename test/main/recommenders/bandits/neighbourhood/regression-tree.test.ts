import { describe, expect, it } from 'vitest'
import { RegressionTree } from '../../../../../main/recommenders/bandits/neighbourhood/regression-tree.ts'

/** Two features; the reward is 4 where the second is above 2, else 1 where the first is above 5, else 0. */
const rows = [
  [1, 1],
  [3, 2],
  [7, 1],
  [9, 0],
  [2, 3],
  [8, 4],
]
const examples = {
  contexts: Float64Array.from(rows.flat()),
  features: 2,
  rewards: Float64Array.of(0, 0, 1, 1, 4, 4),
}

describe('RegressionTree', () => {
  it('splits where squared errors become least, midway between neighbours', () => {
    const tree = RegressionTree.grow(examples, { depth: 1, leaf: 1 })
    expect([...tree.feature]).toEqual([1, -1, -1])
    expect(tree.threshold[0]).toBe(2.5)
    expect(tree.leafOf(Float64Array.of(0, 2.5))).toBe(1)
    expect(tree.leafOf(Float64Array.of(0, 2.6))).toBe(2)
  })

  it('splits on as long as it gains and may', () => {
    const tree = RegressionTree.grow(examples, { depth: 5, leaf: 1 })
    expect([...tree.feature].filter((feature) => feature >= 0)).toEqual([1, 0])
    const leaves = rows.map((row) => tree.leafOf(Float64Array.from(row)))
    expect([leaves[0], leaves[2], leaves[4]]).toEqual([leaves[1], leaves[3], leaves[5]])
    expect(new Set(leaves).size).toBe(3)
  })

  it('keeps leaves of as many examples as it must', () => {
    const tree = RegressionTree.grow(examples, { depth: 5, leaf: 3 })
    // below 1.5 of feature 1 lie rewards 0, 1, 1: 2² / 3 + 8² / 3 = 22.67; feature 0 at 5 gives 4² / 3 + 6² / 3 = 17.33
    expect([...tree.feature]).toEqual([1, -1, -1])
    expect(tree.threshold[0]).toBe(1.5)
  })

  it('is a leaf where all rewards are equal', () => {
    const tree = RegressionTree.grow({ ...examples, rewards: new Float64Array(6) }, { depth: 5, leaf: 1 })
    expect([...tree.feature]).toEqual([-1])
  })
})
