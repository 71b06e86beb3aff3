import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Configuration } from '../../../../../main/contract/settings.ts'
import { findSequenceWorld, sequenceWorlds } from '../../../../../main/evaluation/policies/sequences/all.ts'
import { logWorld } from '../../../../../main/evaluation/policies/sequences/log-world.ts'
import type { TransitionTable } from '../../../../../main/evaluation/policies/sequences/transition-table.ts'
import { trustWorld } from '../../../../../main/evaluation/policies/sequences/trust-world.ts'
import { iterateValues } from '../../../../../main/evaluation/policies/sequences/value-iteration.ts'
import { buildInteractions } from '../../../../../main/data/interactions.ts'
import { generateLog } from '../../../../fixtures/logs.ts'
import { logOf } from '../../../../helpers/experiments.ts'

const payOf = ({ offsets, actions, probability, reward }: TransitionTable, state: number, action: number) => {
  let pay = 0
  const row = state * actions + action
  for (let at = offsets[row]!; at < offsets[row + 1]!; at++) pay += probability[at]! * reward[at]!
  return pay
}

describe('worlds with states', () => {
  it.each(sequenceWorlds)(
    '$id: all that can happen after an action has probability 1, and so have the starts',
    (kind) => {
      const config = parseConfiguration(kind.id, kind.settings) as never
      const { transitions, features, states, stateOf, stateNames, actionNames } = kind.create(generateLog(), config)
      const { offsets, probability, starts, actions } = transitions!
      for (let row = 0; row < states * actions; row++)
        expect(probability.subarray(offsets[row], offsets[row + 1]).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
      expect(starts.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
      expect(stateOf(states - 1).features.length).toBe(features)
      expect([stateNames.length, actionNames.length]).toEqual([states, actions])
    },
  )

  it('names the nearest of an unknown world', () => {
    expect(() => findSequenceWorld('trus')).toThrow('There is no world "trus"')
  })
})

describe('trust world', () => {
  const { transitions } = trustWorld.create(null, { levels: 6, leaving: 0.3 })

  it('pays bait 0.8, sound 0.2 to 0.7, familiar 0.4', () => {
    expect([0, 1, 2].map((action) => payOf(transitions!, 5, action))).toEqual([0.8, 0.7, 0.4])
    expect(payOf(transitions!, 0, 1)).toBeCloseTo(0.2, 12)
  })

  it('is played by bait by who looks one step ahead, and by sound items once trust is won by who looks further', () => {
    expect([...iterateValues(transitions!, 0).best]).toEqual([0, 0, 0, 0, 0, 0])
    expect([...iterateValues(transitions!, 0.9).best]).toEqual([0, 0, 1, 1, 1, 1])
  })
})

describe('log world', () => {
  const create = (log = generateLog(), given: Configuration = {}) =>
    logWorld.create(log, parseConfiguration('log', logWorld.settings, given))

  it('takes its shares from the steps of users, shrunk towards those of all items', () => {
    // users 0 and 1 go 0 → 1 → 0, user 2 goes 0; steps to 0: 5, to 1: 2, of which from 0 to 1: 2 of 2 and from nothing to 0: 3 of 3
    const log = buildInteractions(
      logOf(
        [
          [0, 0],
          [0, 1],
          [0, 0],
          [1, 0],
          [1, 1],
          [1, 0],
          [2, 0],
        ],
        3,
        2,
      ),
    )
    const { transitions, items } = create(log, { items: 2, shrinkage: 7, acceptance: 0.1 })
    expect([...items]).toEqual([0, 1])
    // p(1 | 0) = (2 + 7 · 2/7) / (2 + 7), p(0 | 0) = (0 + 7 · 5/7) / 9
    expect(payOf(transitions!, 0, 1) / payOf(transitions!, 0, 0)).toBeCloseTo(4 / 5, 12)
    // p(0 | nothing) = (3 + 5) / 10, p(1 | nothing) = 2 / 10
    expect(payOf(transitions!, 2, 0) / payOf(transitions!, 2, 1)).toBeCloseTo(4, 12)
  })

  it('takes the best item as often as it was told, in the mean', () => {
    const { transitions } = create(generateLog(), { acceptance: 0.2 })
    const largest = iterateValues(transitions!, 0).states
    const mean = largest.reduce((sum, value) => sum + value, 0) / largest.length
    expect(mean).toBeGreaterThan(0.1)
    expect(mean).toBeLessThan(0.3)
  })

  it('goes on from the last two items when it remembers two', () => {
    const { transitions, states, stateNames } = create(generateLog(), { items: 4, last: 2 })
    expect(states).toBe(25)
    const row = 24 * transitions!.actions + 2
    expect(stateNames[transitions!.next[transitions!.offsets[row]!]!]).toMatch(/^nothing yet, item \d+$/)
  })

  it('is refused without a log', () => {
    expect(() => logWorld.create(null, parseConfiguration('log', logWorld.settings))).toThrow('made from a log')
  })
})
