import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Configuration } from '../../../../../main/contract/settings.ts'
import { simulateSequences } from '../../../../../main/evaluation/policies/sequences/simulate-sequences.ts'
import { trustWorld } from '../../../../../main/evaluation/policies/sequences/trust-world.ts'
import { Random } from '../../../../../main/math/random.ts'
import { dqn } from '../../../../../main/recommenders/bandits/sequences/dqn.ts'
import { behavesLikeSequencePolicy } from '../../../../conformance/sequence-policy.ts'

behavesLikeSequencePolicy(dqn, { layers: [8], warmUp: 50, memory: 150, targetEvery: 60 })

describe('dqn', () => {
  const state = (...features: number[]) => ({ number: 0, features: Float64Array.from(features) })
  const create = (given: Configuration, discount = 0.5) =>
    dqn.create(
      { states: 2, actions: 2, features: 2, discount },
      parseConfiguration('dqn', dqn.settings, { layers: [8], warmUp: 20, learnEvery: 1, targetEvery: 20, ...given }),
      new Random('own'),
    )
  const valuesOf = (policy: ReturnType<typeof create>, of: ReturnType<typeof state>) => {
    const into = new Float64Array(2)
    policy.values(of, into)
    return into
  }

  it.each([true, false])('values a reward one step later by the discount (double: %s)', (double) => {
    const policy = create({ double })
    const [first, second] = [state(1, 0), state(0, 1)]
    for (let n = 0; n < 400; n++) {
      policy.update(first, n % 2, 0, second, false)
      policy.update(second, n % 2, n % 2 === 1 ? 1 : 0, second, true)
    }
    // the second state pays 1 for action 1 and 0 for action 0; the first ½ · 1 for both
    expect(valuesOf(policy, second)[0]).toBeCloseTo(0, 1)
    expect(valuesOf(policy, second)[1]).toBeCloseTo(1, 1)
    for (const value of valuesOf(policy, first)) expect(value).toBeCloseTo(0.5, 1)
  })

  it('only remembers until it is warm', () => {
    const policy = create({ warmUp: 100 })
    const before = valuesOf(policy, state(1, 0)).slice()
    for (let n = 0; n < 99; n++) policy.update(state(1, 0), 0, 1, state(1, 0), true)
    expect(valuesOf(policy, state(1, 0))).toEqual(before)
    policy.update(state(1, 0), 0, 1, state(1, 0), true)
    expect(valuesOf(policy, state(1, 0))).not.toEqual(before)
  })

  it('earns within 10 % of the optimum on a world that was solved exactly, and 20 % more than who looks one step ahead', async () => {
    const world = trustWorld.create(null, { levels: 6, leaving: 0.3 })
    const plan = { episodes: 1500, evaluationEpisodes: 3000, repeats: 2, seed: 1, discount: 0.9, mostSteps: 100 }
    const watch = { signal: new AbortController().signal, progress: () => undefined }
    const config = parseConfiguration('dqn', dqn.settings)
    const run = (discount: number) =>
      simulateSequences(
        world,
        (random) => dqn.create({ states: 6, actions: 3, features: world.features, discount }, config, random),
        plan,
        watch,
      )
    const far = await run(0.9)
    const near = await run(0)
    expect(far.learned.mean).toBeGreaterThan(0.9 * far.optimal!)
    expect(far.learned.mean).toBeGreaterThan(1.2 * near.learned.mean)
  })
})
