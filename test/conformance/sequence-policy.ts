import { describe, expect, it } from 'vitest'
import { parseConfiguration, type Configuration } from '../../main/contract/settings.ts'
import { trustWorld } from '../../main/evaluation/policies/sequences/trust-world.ts'
import { Random } from '../../main/math/random.ts'
import { findSequenceAlgorithm } from '../../main/recommenders/bandits/sequences/all.ts'
import type { AnySequenceAlgorithm, SequencePolicy } from '../../main/recommenders/bandits/sequences/sequence-policy.ts'

const world = trustWorld.create(null, { levels: 4, leaving: 0.3 })
const size = { states: world.states, actions: world.actions, features: world.features, discount: 0.9 }

/** What every policy for sequences promises, whatever its algorithm. */
export function behavesLikeSequencePolicy(algorithm: AnySequenceAlgorithm, given: Configuration = {}): void {
  const config = parseConfiguration(algorithm.id, algorithm.settings, given) as never
  const create = () => algorithm.create(size, config, new Random('own'))

  describe(`${algorithm.id} as a sequence policy`, () => {
    it('is in the catalogue under its id, with title, summary, formula and reference', () => {
      expect(findSequenceAlgorithm(algorithm.id)).toBe(algorithm)
      for (const text of [algorithm.title, algorithm.formula, algorithm.reference]) expect(text).not.toBe('')
      expect(algorithm.summary).toMatch(/^[A-Z].*\.$/)
      for (const field of Object.values(algorithm.settings)) expect(field.help).toMatch(/\.$/)
    })

    it('says how many states, actions and features it has', () => {
      const { states, actions, features } = size
      expect(create()).toMatchObject({ states, actions, features })
    })

    it('learns nothing from being asked', () => {
      const policy = create()
      play(policy, 300)
      const before = policy.save()
      policy.select(world.stateOf(1), new Random('ask'))
      valuesOf(policy, 2)
      expect(policy.save()).toEqual(before)
    })

    it('holds the action with the largest value for best', () => {
      const policy = create()
      play(policy, 500)
      for (let state = 0; state < size.states; state++) {
        const values = valuesOf(policy, state)
        expect(policy.best(world.stateOf(state))).toBe(values.indexOf(Math.max(...values)))
      }
    })

    it('goes on the same after it was saved and loaded', () => {
      const policy = create()
      play(policy, 400)
      const restored = algorithm.load(policy.save())
      expect(play(restored, 200)).toEqual(play(policy, 200))
      expect(valuesOf(restored, 1)).toEqual(valuesOf(policy, 1))
    })

    it('refuses bytes of another kind, and an action that does not exist', () => {
      expect(() => algorithm.load(new Uint8Array([1, 2, 3]))).toThrow(/no saved/)
      expect(() => create().update(world.stateOf(0), size.actions, 1, world.stateOf(0), false)).toThrow(
        `There is no arm ${size.actions}`,
      )
    })
  })
}

/** Goes through the trust world for so many steps. */
function play(policy: SequencePolicy, steps: number): number[] {
  const [choice, luck] = [new Random('choice'), new Random('luck')]
  let state = world.start(luck)
  return Array.from({ length: steps }, () => {
    const action = policy.select(world.stateOf(state), choice)
    const { reward, next, done } = world.step(state, action, luck)
    policy.update(world.stateOf(state), action, reward, world.stateOf(next), done)
    state = done ? world.start(luck) : next
    return action
  })
}

function valuesOf(policy: SequencePolicy, state: number): number[] {
  const into = new Float64Array(policy.actions)
  policy.values(world.stateOf(state), into)
  return [...into]
}
