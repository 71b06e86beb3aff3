import { describe, expect, it } from 'vitest'
import { alternate, fitBiases, foldBias, noBiases } from '../../../../main/recommenders/baseline/biases.ts'

// Item 0 is rated 5 and 4, item 1 is rated 1; μ = 10 / 3.
const pairs = {
  users: 3,
  items: 3,
  user: Int32Array.of(0, 1, 0),
  item: Int32Array.of(0, 0, 1),
  value: Float32Array.of(5, 4, 1),
}
const given = { userRegularization: 1, itemRegularization: 2 }

describe('biases', () => {
  it('are solved for items from ratings above the mean, then for users from what is left', () => {
    const biases = noBiases(pairs)
    alternate(biases, pairs, 3, given)
    // b_0 = (2 + 1) / (2 + 2), b_1 = −2 / (2 + 1); user 0: (2 − 0.75) + (−2 + 2/3) over 1 + 2; user 1: (1 − 0.75) / (1 + 1).
    expect([...biases.item]).toEqual([0.75, -2 / 3, 0])
    expect(biases.user[0]).toBeCloseTo((1.25 - 4 / 3) / 3, 12)
    expect(biases.user[1]).toBeCloseTo(0.125, 12)
    expect(biases.user[2]).toBe(0)
  })

  it('converge: a further round changes nothing', () => {
    const first = fitBiases(pairs, 3, 200, given)
    const second = fitBiases(pairs, 3, 201, given)
    first.item.forEach((value, item) => expect(second.item[item]).toBeCloseTo(value, 12))
  })

  it('of somebody new equal those of a user with the same ratings', () => {
    const biases = fitBiases(pairs, 3, 10, given)
    const history = { items: Int32Array.of(0, 1), values: Float64Array.of(5, 1) }
    expect(foldBias(history, biases.item, 3, given.userRegularization)).toBeCloseTo(biases.user[0]!, 12)
    expect(foldBias({ items: new Int32Array(0), values: new Float64Array(0) }, biases.item, 3, 1)).toBe(0)
  })
})
