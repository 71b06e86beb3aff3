import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../../main/contract/settings.ts'
import { simulateSequences } from '../../../../../main/evaluation/policies/sequences/simulate-sequences.ts'
import { trustWorld } from '../../../../../main/evaluation/policies/sequences/trust-world.ts'
import { qLearning } from '../../../../../main/recommenders/bandits/sequences/q-learning.ts'

const world = trustWorld.create(null, { levels: 6, leaving: 0.3 })
const plan = { episodes: 2000, evaluationEpisodes: 1000, repeats: 3, seed: 1, discount: 0.9, mostSteps: 100 }
const watch = { signal: new AbortController().signal, progress: () => undefined }
const config = parseConfiguration('q', qLearning.settings, { decay: 0 })
const simulate = (given: Partial<typeof plan> = {}, policyDiscount = 0.9, signal = watch.signal) =>
  simulateSequences(
    world,
    (random) => qLearning.create({ states: 6, actions: 3, features: 2, discount: policyDiscount }, config, random),
    { ...plan, ...given },
    { ...watch, signal },
  )

describe('simulateSequences', () => {
  it('brings Q-learning to the optimum of value iteration within 5 %, and who looks one step ahead not', async () => {
    const [far, near] = [await simulate(), await simulate({}, 0)]
    expect(far.optimal).toBeCloseTo(3.509, 3)
    expect(Math.abs(far.learned.mean / far.optimal! - 1)).toBeLessThan(0.05)
    expect(near.learned.high).toBeLessThan(0.85 * far.optimal!)
    expect(near.shares).toEqual([1, 0, 0])
  })

  it('gives the same for the same seed, and a band that holds its mean', async () => {
    const few = { episodes: 300, evaluationEpisodes: 100 }
    const [one, same, other] = [await simulate(few), await simulate(few), await simulate({ ...few, seed: 2 })]
    expect(same).toEqual(one)
    expect(other.returns).not.toEqual(one.returns)
    expect(one.episodes.at(-1)).toBe(300)
    one.returns.forEach((mean, point) => {
      expect(one.low[point]).toBeLessThanOrEqual(mean)
      expect(one.high[point]).toBeGreaterThanOrEqual(mean)
    })
  })

  it('breaks sequences off after the most steps', async () => {
    const { meanSteps, learned } = await simulate({ episodes: 50, mostSteps: 1 })
    expect(meanSteps).toBe(1)
    expect(learned.mean).toBeLessThanOrEqual(1)
  })

  it('refuses a plan without sequences', async () => {
    await expect(simulate({ evaluationEpisodes: 0 })).rejects.toThrow('The plan of sequences has evaluationEpisodes 0')
  })

  it('stops when it is cancelled', async () => {
    await expect(simulate({}, 0.9, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
  })
})
