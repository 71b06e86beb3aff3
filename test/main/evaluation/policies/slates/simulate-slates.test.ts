import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../../main/contract/settings.ts'
import { cascade } from '../../../../../main/evaluation/policies/slates/cascade.ts'
import { positionBased } from '../../../../../main/evaluation/policies/slates/position-based.ts'
import { simulateSlates } from '../../../../../main/evaluation/policies/slates/simulate-slates.ts'
import { knownAttractions } from '../../../../../main/evaluation/policies/slates/worlds.ts'
import { findSlateAlgorithm } from '../../../../../main/recommenders/bandits/slates/all.ts'

const attractions = Float64Array.of(0.1, 0.15, 0.7, 0.1, 0.05, 0.5, 0.1, 0.12)
const worlds = {
  cascade: cascade.create(knownAttractions(attractions), 2, {}),
  'position-based': positionBased.create(knownAttractions(attractions), 2, { decay: 1 }),
}
const watch = { signal: new AbortController().signal, progress: () => undefined }

const simulate = (world: keyof typeof worlds, id: string, seed = 1, rounds = 10_000, repeats = 2) => {
  const algorithm = findSlateAlgorithm(id)
  const config = parseConfiguration(id, algorithm.settings) as never
  const create = () => algorithm.create({ arms: 8, positions: 2, features: 0 }, config)
  return simulateSlates(worlds[world], create, { rounds, repeats, seed }, watch)
}

describe('simulateSlates', () => {
  it.each([
    ['cascade', 'cascade-ucb'],
    ['cascade', 'cascade-klucb'],
    ['cascade', 'ranked-bandit'],
    ['position-based', 'pbm-ucb'],
    ['position-based', 'ranked-bandit'],
  ] as const)('in a %s world the regret of %s grows ever more slowly', async (world, id) => {
    const { rounds, regret } = await simulate(world, id)
    const at = (round: number) => regret[rounds.indexOf(round)]!
    expect(at(10_000) - at(5000)).toBeLessThan(0.7 * at(5000))
    expect((at(10_000) - at(9000)) / 1000).toBeLessThan((at(1000) / 1000) * 0.5)
  })

  it('gives the same curves for the same seed and others for another', async () => {
    const [one, same, other] = await Promise.all([1, 1, 2].map((seed) => simulate('cascade', 'cascade-ucb', seed, 500)))
    expect(same).toEqual(one)
    expect(other!.reward).not.toEqual(one!.reward)
  })

  it('counts clicks by position and shares of the places', async () => {
    const { clicksByPosition, shares, meanReward } = await simulate('position-based', 'pbm-ucb', 1, 2000)
    expect(clicksByPosition[0]! + clicksByPosition[1]!).toBeCloseTo(meanReward, 10)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10)
    expect(shares[2]).toBeGreaterThan(shares[0]!)
  })

  it('stops when it is cancelled', async () => {
    const { signal } = { signal: AbortSignal.abort(new Error('stopped')) }
    const algorithm = findSlateAlgorithm('cascade-ucb')
    const create = () => algorithm.create({ arms: 8, positions: 2, features: 0 }, { exploration: 1 } as never)
    const plan = { rounds: 500, repeats: 1, seed: 1 }
    await expect(simulateSlates(worlds.cascade, create, plan, { ...watch, signal })).rejects.toThrow('stopped')
  })
})
