import { describe, expect, it } from 'vitest'
import { TransitionTable } from '../../../../../main/evaluation/policies/sequences/transition-table.ts'
import { iterateValues } from '../../../../../main/evaluation/policies/sequences/value-iteration.ts'
import { Random } from '../../../../../main/math/random.ts'

/** In state 0: action 0 pays 1 and ends, action 1 pays 0 and leads to state 1; in state 1 both pay 2, and end with probability ½. */
const table = new TransitionTable(Float64Array.of(0.75, 0.25), 2, (state, action) =>
  state === 0
    ? [{ probability: 1, reward: action === 0 ? 1 : 0, next: action, done: action === 0 }]
    : [
        { probability: 0.5, reward: 2, next: 1, done: false },
        { probability: 0.5, reward: 2, next: 1, done: true },
      ],
)

describe('iterateValues', () => {
  it('solves V = max Σ P (r + γ V)', () => {
    // V(1) = 2 + 0.5 · 0.8 V(1) = 10 / 3, V(0) = max(1, 0.8 · 10 / 3)
    const { states, actions, best, start } = iterateValues(table, 0.8)
    expect(states[1]).toBeCloseTo(10 / 3, 9)
    expect(states[0]).toBeCloseTo(8 / 3, 9)
    expect(actions[0]).toBe(1)
    expect([...best]).toEqual([1, 0])
    expect(start).toBeCloseTo(0.75 * (8 / 3) + 0.25 * (10 / 3), 9)
  })

  it('looks at the next reward only without a future', () => {
    expect([...iterateValues(table, 0).states]).toEqual([1, 2])
  })

  it('needs no discount where every sequence ends', () => {
    expect(iterateValues(table, 1).states[1]).toBeCloseTo(4, 8)
  })

  it('refuses a discount above 1', () => {
    expect(() => iterateValues(table, 1.5)).toThrow('The discount is 1.5')
  })
})

describe('TransitionTable', () => {
  it('draws starts and steps as often as their probabilities say', () => {
    const random = new Random('draws')
    let [starts, ends] = [0, 0]
    for (let n = 0; n < 10_000; n++) {
      starts += table.drawStart(random)
      ends += table.drawStep(1, 0, random).done ? 1 : 0
    }
    expect(starts / 10_000).toBeCloseTo(0.25, 1)
    expect(ends / 10_000).toBeCloseTo(0.5, 1)
  })
})
