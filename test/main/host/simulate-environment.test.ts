import { describe, expect, it } from 'vitest'
import { simulateEnvironment, type OwnEnvironment, type OwnPolicy } from '../../../main/host/simulate-environment.ts'

const { signal } = new AbortController()
const environment: OwnEnvironment = {
  arms: ['tea', 'pot', 'cup'],
  visitors: 2,
  probabilities: (visitor) => (visitor === 0 ? [1, 0, 0] : [0, 1, 0]),
}
/** Shows every visitor the arm of their number. */
const knowing: OwnPolicy = { name: 'knowing', create: () => ({ select: ({ visitor }) => visitor }) }
const plan = { rounds: 200, repeats: 2 }
const modelOf = (id: string, config = {}) => ({ id, config })

describe('a world of one’s own', () => {
  it('is played by policies of the catalogue and of one’s own', async () => {
    const policies = [knowing, modelOf('epsilon-greedy', { epsilon: 0.2 }), modelOf('linucb')]
    const found = await simulateEnvironment(environment, policies, plan, signal)
    expect(found.map(({ label }) => label)).toEqual(['knowing', 'epsilon-greedy epsilon 0.2', 'linucb'])
    expect(found[0]!.simulation).toMatchObject({ meanReward: 1, shares: [{ name: 'tea' }, { name: 'pot' }] })
    expect(found[0]!.simulation.regret.at(-1)).toBe(0)
    expect(found[1]!.simulation.meanReward).toBeLessThan(0.6)
  })

  it('lets contextual policies see the features', async () => {
    const featured = { ...environment, features: (visitor: number) => [1, visitor] }
    const [linucb] = await simulateEnvironment(featured, [modelOf('linucb')], { ...plan, rounds: 500 }, signal)
    expect(linucb!.simulation.meanReward).toBeGreaterThan(0.9)
  })

  it('pays what its reward function says', async () => {
    const paying = { ...environment, reward: (visitor: number, arm: number) => (arm === visitor ? 5 : 0) }
    const [own] = await simulateEnvironment(paying, [knowing], plan, signal)
    expect(own!.simulation.meanReward).toBe(5)
  })

  it('gives a policy of one’s own what it learns, and all its chance', async () => {
    const learned: number[] = []
    const noting: OwnPolicy = {
      name: 'noting',
      create: ({ arms }) => ({
        select: (_, random) => Math.floor(random() * arms),
        update: (_, arm, reward) => void learned.push(arm, reward),
      }),
    }
    const play = () => simulateEnvironment(environment, [noting], { rounds: 5, repeats: 1, delay: 1 }, signal)
    expect(await play()).toEqual(await play())
    expect(learned).toHaveLength(2 * 3 * 2)
  })

  it('is refused with the value that is wrong', async () => {
    const refuse = (change: Partial<OwnEnvironment>, policies: Parameters<typeof simulateEnvironment>[1] = [knowing]) =>
      simulateEnvironment({ ...environment, ...change }, policies, plan, signal)
    await expect(refuse({ probabilities: () => [0.5, 2, 0] })).rejects.toThrow(
      'probabilities of visitor 0 says 2 for arm 1',
    )
    await expect(refuse({ probabilities: () => [0.5] })).rejects.toThrow('1 numbers for 3 arms')
    await expect(refuse({ reward: () => -1 })).rejects.toThrow('reward of visitor 0 says -1')
    await expect(refuse({ arms: 1 })).rejects.toThrow('1 arms')
    await expect(refuse({}, [modelOf('popularity')])).rejects.toThrow('has no log to learn from')
    const lost: OwnPolicy = { name: 'lost', create: () => ({ select: () => 7 }) }
    await expect(refuse({}, [lost])).rejects.toThrow('The policy "lost" showed arm 7')
    const negative = simulateEnvironment(environment, [knowing], { ...plan, delay: -1 }, signal)
    await expect(negative).rejects.toThrow('Rewards are delayed by 0 or more rounds')
  })
})
