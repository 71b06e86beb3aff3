import { describe, expect, it } from 'vitest'
import type { PolicyTrace } from '../../../main/contract/api/runs.ts'
import {
  actionOf,
  pauseOf,
  play,
  speeds,
  startOfPlay,
  tallyOf,
  type PlayAction,
} from '../../../renderer/bandits/play-state.ts'

const trace: PolicyTrace = {
  arm: [0, 1, 1, 0],
  best: [1, 1, 1, 0],
  reward: [0, 1, 0, 1],
  chance: [0.1, 0.5, 0.5, 0.6],
  bestChance: [0.5, 0.5, 0.5, 0.6],
  armNames: ['shirt', 'coat'],
}
const after = (...actions: readonly PlayAction[]) =>
  actions.reduce((state, action) => play(state, action, 4), startOfPlay)

describe('what a policy has done so far', () => {
  it('is nothing before the first round', () => {
    expect(tallyOf(trace, 0)).toEqual({ last: null, reward: 0, regret: 0, bestShown: 0, arms: [] })
  })

  it('counts shows and rewards arm by arm, and regret against the best of each round', () => {
    const { last, reward, regret, bestShown, arms } = tallyOf(trace, 3)
    expect(last).toEqual({ arm: 1, name: 'coat', paid: false, isBest: true })
    expect({ reward, bestShown }).toEqual({ reward: 1, bestShown: 2 })
    expect(regret).toBeCloseTo(0.4)
    expect(arms).toEqual([
      { arm: 1, name: 'coat', count: 2, mean: 0.5 },
      { arm: 0, name: 'shirt', count: 1, mean: 0 },
    ])
  })

  it('stays at the end of a trace that is shorter than the others', () => {
    expect(tallyOf(trace, 100)).toEqual(tallyOf(trace, 4))
  })
})

describe('the playback', () => {
  it('goes on by its speed, stops at the end, and starts over from there', () => {
    const playing = after({ kind: 'toggle' }, { kind: 'tick', seconds: 0.2 })
    expect(playing).toMatchObject({ round: 1, playing: true })
    const ended = play(playing, { kind: 'tick', seconds: 10 }, 4)
    expect(ended).toMatchObject({ round: 4, playing: false })
    expect(play(ended, { kind: 'toggle' }, 4)).toMatchObject({ round: 0, playing: true })
  })

  it('pauses for a step and never leaves the trace', () => {
    const back = { kind: 'step', by: -1 } as const
    expect(after({ kind: 'toggle' }, { kind: 'step', by: 1 })).toMatchObject({ round: 1, playing: false })
    expect(after(back).round).toBe(0)
    expect(after({ kind: 'step', by: Infinity }, back).round).toBe(3)
    expect(after({ kind: 'seek', round: 99 }).round).toBe(4)
  })

  it('does nothing by itself while it is paused, and does not start without rounds', () => {
    expect(after({ kind: 'tick', seconds: 5 })).toEqual(startOfPlay)
    expect(play(startOfPlay, { kind: 'toggle' }, 0).playing).toBe(false)
  })

  it('changes the picture at most four times a second, and once for whoever wants little motion', () => {
    for (const speed of speeds) {
      expect(pauseOf(speed, false)).toBeGreaterThanOrEqual(0.25)
      expect(pauseOf(speed, true)).toBe(1)
    }
  })

  it('is moved by keys', () => {
    const keys = (...names: readonly string[]) => after(...names.map((name) => actionOf(name)!))
    expect(keys('ArrowRight', 'ArrowRight', 'ArrowLeft').round).toBe(1)
    expect(keys('End').round).toBe(4)
    expect(keys('End', 'Home').round).toBe(0)
    expect(keys(' ').playing).toBe(true)
    expect(actionOf('a')).toBeUndefined()
    expect(actionOf('toString')).toBeUndefined()
  })
})
