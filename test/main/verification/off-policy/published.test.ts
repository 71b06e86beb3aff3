import { describe, expect, it } from 'vitest'
import { Random } from '../../../../main/math/random.ts'
import { drawWorld } from '../../../../main/verification/off-policy/logistic-rounds.ts'
import { simulateErrors } from '../../../../main/verification/off-policy/published.ts'
import { learnActions } from '../../../../main/verification/off-policy/weighted-classifier.ts'

const extent = { rounds: 2000, actions: 8, features: 3, temperature: -3 }

describe('the published experiment with estimators, made smaller', () => {
  it('logs what pays least, with propensities that sum to 1', () => {
    const { expected, behaviour, reward } = drawWorld(extent, new Random('world'))()
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(behaviour) * extent.actions).toBeCloseTo(1, 12)
    expect(mean(reward)).toBeLessThan(mean(expected))
  })

  it('learns the action that alone is rewarded', () => {
    const action = Int32Array.of(0, 1, 0, 1)
    const behaviour = new Float64Array(8).fill(0.5)
    const log = {
      contexts: Float64Array.of(-1, 1, 1, -1),
      action,
      reward: Float64Array.of(1, 1, 0, 0),
      expected: behaviour,
      behaviour,
    }
    const chances = learnActions(log, 2, 1)(Float64Array.of(-1, 1))
    expect(chances[0]).toBeGreaterThan(0.9)
    expect(chances[3]).toBeGreaterThan(0.9)
  })

  it('errs most by a model of the reward that leaves out what matters, and repeats itself', () => {
    const names = ['dm', 'ips', 'snips', 'dr', 'sndr']
    const runs = [0, 1, 2].map((seed) => simulateErrors(extent, names, seed))
    const [dm, ...others] = names.map((_, at) => runs.reduce((sum, run) => sum + run[at]! / runs.length, 0))
    for (const error of others) expect(error).toBeLessThan(dm!)
    for (const error of others) expect(error).toBeLessThan(0.05)
    expect(simulateErrors(extent, names, 0)).toEqual(runs[0])
  })
})
