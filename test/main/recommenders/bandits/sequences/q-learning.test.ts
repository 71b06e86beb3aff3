import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Configuration } from '../../../../../main/contract/settings.ts'
import { trustWorld } from '../../../../../main/evaluation/policies/sequences/trust-world.ts'
import { iterateValues } from '../../../../../main/evaluation/policies/sequences/value-iteration.ts'
import { Random } from '../../../../../main/math/random.ts'
import { qLearning } from '../../../../../main/recommenders/bandits/sequences/q-learning.ts'
import { behavesLikeSequencePolicy } from '../../../../conformance/sequence-policy.ts'

behavesLikeSequencePolicy(qLearning)

describe('q-learning', () => {
  const stateOf = (number: number) => ({ number, features: new Float64Array(0) })
  const create = (given: Configuration, size = { states: 2, actions: 2, features: 0, discount: 0.5 }) =>
    qLearning.create(size, parseConfiguration('q', qLearning.settings, given), new Random('own'))
  const valuesOf = (policy: ReturnType<typeof create>, state: number) => {
    const into = new Float64Array(policy.actions)
    policy.values(stateOf(state), into)
    return [...into]
  }

  it('moves a value by α_n of what it was wrong', () => {
    const policy = create({ learningRate: 0.5, learningDecay: 1, initialValue: 0 })
    policy.update(stateOf(1), 0, 4, stateOf(0), true)
    // 0 + ½ (4 − 0)
    expect(valuesOf(policy, 1)).toEqual([2, 0])
    policy.update(stateOf(0), 1, 1, stateOf(1), false)
    // 0 + ½ (1 + ½ · 2 − 0)
    expect(valuesOf(policy, 0)).toEqual([0, 1])
    policy.update(stateOf(0), 1, 1, stateOf(1), false)
    // 1 + ½ / 2 (1 + ½ · 2 − 1)
    expect(valuesOf(policy, 0)).toEqual([0, 1.25])
  })

  it('counts nothing after the end of a sequence', () => {
    const policy = create({ learningRate: 1, initialValue: 10 })
    policy.update(stateOf(0), 0, 1, stateOf(1), true)
    expect(valuesOf(policy, 0)).toEqual([1, 10])
  })

  it('tries all actions first when they are held for better than possible', () => {
    const policy = create({ initialValue: 10, epsilon: 0 })
    expect(policy.best(stateOf(0))).toBe(0)
    policy.update(stateOf(0), 0, 1, stateOf(0), true)
    expect(policy.best(stateOf(0))).toBe(1)
  })

  it('reaches the values of value iteration to 0.1, and its best actions, on a world that was solved exactly', () => {
    const world = trustWorld.create(null, { levels: 4, leaving: 0.3 })
    const optimum = iterateValues(world.transitions!, 0.9)
    const size = { states: 4, actions: 3, features: world.features, discount: 0.9 }
    const policy = create({ epsilon: 1, decay: 0, learningDecay: 0.7 }, size)
    const random = new Random('steps')
    for (let step = 0; step < 400_000; step++) {
      const state = random.below(4)
      const action = policy.select(stateOf(state), random)
      const { reward, next, done } = world.step(state, action, random)
      policy.update(stateOf(state), action, reward, stateOf(next), done)
    }
    for (let state = 0; state < 4; state++) {
      valuesOf(policy, state).forEach((value, action) =>
        expect(Math.abs(value - optimum.actions[state * 3 + action]!)).toBeLessThan(0.1),
      )
      expect(policy.best(stateOf(state))).toBe(optimum.best[state])
    }
  })
})
