import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../main/contract/settings.ts'
import { Random } from '../../main/math/random.ts'
import { anybody } from '../../main/recommenders/policy.ts'
import { findSlateAlgorithm } from '../../main/recommenders/bandits/slates/all.ts'
import type { AnySlateAlgorithm, SlatePolicy } from '../../main/recommenders/bandits/slates/slate-policy.ts'

const [arms, positions] = [7, 3]

/**
 * What every policy for slates promises, whatever its algorithm.
 *
 * @param learns false for one that shows the same whatever it was told
 */
export function behavesLikeSlatePolicy(algorithm: AnySlateAlgorithm, learns = true): void {
  const config = parseConfiguration(algorithm.id, algorithm.settings) as never
  const create = (size = { arms, positions, features: 0 }) => algorithm.create(size, config)

  describe(`${algorithm.id} as a slate policy`, () => {
    it('is in the catalogue under its id, with title, summary, formula and reference', () => {
      expect(findSlateAlgorithm(algorithm.id)).toBe(algorithm)
      for (const text of [algorithm.title, algorithm.formula, algorithm.reference]) expect(text).not.toBe('')
      expect(algorithm.summary).toMatch(/^[A-Z].*\.$/)
      for (const field of Object.values(algorithm.settings)) expect(field.help).toMatch(/\.$/)
    })

    it('shows as many different arms as there are positions, before and after learning', () => {
      const policy = create()
      expect(policy).toMatchObject({ arms, positions })
      for (const rounds of [0, 1, 100]) {
        play(policy, rounds)
        const slate = slateOf(policy)
        expect(new Set(slate).size).toBe(positions)
        for (const arm of slate) expect(arm >= 0 && arm < arms).toBe(true)
      }
    })

    it('learns nothing from being asked', () => {
      const policy = create()
      play(policy, 30)
      const before = policy.save()
      slateOf(policy)
      expect(policy.save()).toEqual(before)
    })

    it('shows every arm when slates have room for all', () => {
      expect([...slateOf(create({ arms: 4, positions: 4, features: 0 }))].sort()).toEqual([0, 1, 2, 3])
    })

    it('goes on the same after it was saved and loaded', () => {
      const policy = create()
      play(policy, 80)
      const restored = algorithm.load(policy.save())
      expect(play(restored, 50)).toEqual(play(policy, 50))
      expect(expectedOf(restored)).toEqual(expectedOf(policy))
    })

    it('refuses bytes of another kind', () => {
      expect(() => algorithm.load(new Uint8Array([1, 2, 3]))).toThrow(/no saved/)
    })

    it('refuses more positions than arms, and an arm that does not exist', () => {
      expect(() => create({ arms: 2, positions: 3, features: 0 })).toThrow('A slate of 3 positions')
      expect(() => create().update(anybody, Int32Array.of(arms, 0, 1), new Uint8Array(3))).toThrow(
        `There is no arm ${arms}`,
      )
    })

    const learning = learns ? it : () => undefined
    learning('puts a clearly best arm into nearly every slate within 3,000 rounds', () => {
      const slates = play(create(), 3000).slice(2000)
      expect(slates.filter((slate) => slate.includes(arms - 1)).length).toBeGreaterThan(900)
    })
  })

  /** People click the first arm that attracts them: the last with 0.9, the others with up to 0.25. */
  function play(policy: SlatePolicy, rounds: number): number[][] {
    const random = new Random('slates')
    const slate = new Int32Array(positions)
    return Array.from({ length: rounds }, () => {
      policy.select(anybody, random, slate)
      const clicks = new Uint8Array(positions)
      const first = slate.findIndex((arm) => random.uniform() < (arm === arms - 1 ? 0.9 : 0.05 * arm))
      if (first >= 0) clicks[first] = 1
      policy.update(anybody, slate, clicks)
      return [...slate]
    })
  }
}

function slateOf(policy: SlatePolicy): Int32Array {
  const slate = new Int32Array(policy.positions)
  policy.select(anybody, new Random('ask'), slate)
  return slate
}

function expectedOf(policy: SlatePolicy): Float64Array {
  const into = new Float64Array(policy.arms)
  policy.expected(anybody, into)
  return into
}
