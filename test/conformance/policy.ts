import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../main/contract/settings.ts'
import { Random } from '../../main/math/random.ts'
import { changingArms, loadChangingArms } from '../../main/recommenders/bandits/changing-arms.ts'
import { batched, delayed, loadHeld } from '../../main/recommenders/bandits/held-rewards.ts'
import { warmStart } from '../../main/recommenders/bandits/warm-start.ts'
import {
  selectMany,
  type AnyPolicyRecommender,
  type Policy,
  type PolicyContext,
} from '../../main/recommenders/policy.ts'

const arms = 7
const features = 3

interface PolicyExpectations {
  /** How often the last 1,000 of 3,000 rounds must show the clearly best arm: 500 unless a policy means to show others. */
  readonly best?: number
}

/** What every policy promises, whatever its algorithm. */
export function behavesLikePolicy(recommender: AnyPolicyRecommender, { best = 500 }: PolicyExpectations = {}): void {
  const config = parseConfiguration(`model ${recommender.id}`, recommender.settings) as never
  const { learns = true } = recommender.policy
  const size = { arms, features: recommender.policy.contextual ? features : 0 }
  const create = () => recommender.policy.create(size, config)

  describe(`${recommender.id} as a policy`, () => {
    it('says how many arms and features it has', () => {
      expect(create()).toMatchObject({ arms, features: size.features })
    })

    it('gives a distribution that sums to 1, before and after learning', () => {
      const policy = create()
      expect(sum(distributionOf(policy, contextOf(0)))).toBeCloseTo(1, 12)
      teach(policy, 200)
      const distribution = distributionOf(policy, contextOf(0))
      expect(sum(distribution)).toBeCloseTo(1, 12)
      expect(Math.min(...distribution)).toBeGreaterThanOrEqual(0)
    })

    it('selects each arm as often as its distribution says', () => {
      const policy = create()
      teach(policy, 60)
      const distribution = distributionOf(policy, contextOf(1))
      const random = new Random('selection')
      const draws = 20_000
      const shares = new Float64Array(arms)
      for (let n = 0; n < draws; n++) shares[policy.select(contextOf(1), random)]! += 1 / draws
      for (let arm = 0; arm < arms; arm++) expect(Math.abs(shares[arm]! - distribution[arm]!)).toBeLessThan(0.018)
    })

    it('chooses for many contexts at once as for one after the other', () => {
      const policy = create()
      teach(policy, 3)
      for (const rounds of [0, 5, 60]) {
        teach(policy, rounds)
        const contexts = Float64Array.from({ length: 40 * size.features }, (_, i) => Math.cos(1.7 * i))
        const together = new Int32Array(40)
        selectMany(policy, contexts, 40, new Random('many'), together)
        const random = new Random('many')
        const context = (row: number) => contexts.subarray(row * size.features, (row + 1) * size.features)
        const apart = together.map((_, row) => policy.select({ user: -1, features: context(row) }, random))
        expect(together).toEqual(apart)
      }
    })

    it('learns nothing from being asked', () => {
      const policy = create()
      teach(policy, 50)
      const before = policy.save()
      policy.select(contextOf(0), new Random('ask'))
      distributionOf(policy, contextOf(1))
      expect(policy.save()).toEqual(before)
    })

    it('chooses the same arms from the same seed', () => {
      const choices = [1, 2].map(() => play(create(), 300, new Random('same')))
      expect(choices[0]).toEqual(choices[1])
    })

    it('goes on the same after it was saved and loaded', () => {
      const policy = create()
      teach(policy, 80)
      const restored = recommender.policy.load(policy.save())
      expect(expectedOf(restored, contextOf(2))).toEqual(expectedOf(policy, contextOf(2)))
      expect(play(restored, 100, new Random('go on'))).toEqual(play(policy, 100, new Random('go on')))
    })

    it('refuses bytes of another kind', () => {
      expect(() => recommender.policy.load(new Uint8Array([1, 2, 3]))).toThrow(/Train the model again|no saved/)
    })

    it('refuses an arm that does not exist', () => {
      expect(() => create().update(contextOf(0), arms, 1)).toThrow(`There is no arm ${arms}`)
    })

    if (learns)
      it('expects most of the arm that paid most', () => {
        const policy = create()
        teach(policy, 700)
        const expected = expectedOf(policy, contextOf(0))
        expect(expected.indexOf(Math.max(...expected))).toBe(arms - 1)
      })

    if (learns)
      it('finds a clearly best arm within 3,000 rounds', () => {
        const policy = create()
        const choices = play(policy, 3000, new Random('best'))
        expect(choices.slice(2000).filter((arm) => arm === arms - 1).length).toBeGreaterThan(best)
      })

    it('takes up a new arm as one never seen, and never shows a retired one', () => {
      const policy = changingArms(recommender.policy, size, config)
      teach(policy, 150)
      policy.retireArm(arms - 1)
      policy.retireArm(2)
      expect(policy.addArm()).toBe(arms)
      expect(policy.arms).toBe(arms + 1)
      const distribution = distributionOf(policy, contextOf(0))
      expect(sum(distribution)).toBeCloseTo(1, 12)
      expect([distribution[2], distribution[arms - 1]]).toEqual([0, 0])
      const choices = play(policy, 400, new Random('changed'))
      expect(choices).not.toContain(2)
      expect(choices).not.toContain(arms - 1)
      const taught = recommender.policy.create({ ...size, arms: arms - 1 }, config)
      teach(taught, 150, new Map([0, 1, 3, 4, 5].map((arm, place) => [arm, place])))
      const unchanged = changingArms(recommender.policy, size, config)
      teach(unchanged, 150)
      unchanged.retireArm(arms - 1)
      unchanged.retireArm(2)
      unchanged.addArm()
      const expected = expectedOf(unchanged, contextOf(1))
      const alone = expectedOf(taught, contextOf(1))
      ;[0, 1, 3, 4, 5, arms].forEach((arm, place) => expect(expected[arm]).toBeCloseTo(alone[place]!, 9))
      expect([expected[2], expected[arms - 1]]).toEqual([Number.NaN, Number.NaN])
    })

    it('goes on the same with arms changed, rewards delayed and in batches, after it was saved and loaded midway', () => {
      const changing = changingArms(recommender.policy, size, config)
      const policy = delayed(batched(changing, 4), 3)
      play(policy, 30, new Random('before'))
      changing.retireArm(0)
      changing.addArm()
      play(policy, 31, new Random('midway'))
      const restored = loadHeld(policy.save(), (held) =>
        loadHeld(held, (bytes) => loadChangingArms(recommender.policy, bytes)),
      )
      expect(play(restored, 50, new Random('go on'))).toEqual(play(policy, 50, new Random('go on')))
    })

    it('starts warm from a log as if it had met its rounds', () => {
      const contexts = Float64Array.from({ length: 21 * size.features }, (_, i) => Math.cos(1.3 * i))
      const log = {
        contexts,
        arms: Int32Array.from({ length: 21 }, (_, i) => i % arms),
        rewards: new Float64Array(21).fill(1),
      }
      const [warm, taught] = [create(), create()]
      warmStart(warm, log)
      log.arms.forEach((arm, round) => {
        const row = contexts.subarray(round * size.features, (round + 1) * size.features)
        taught.update({ user: -1, features: row }, arm, 1)
      })
      expect(warm.save()).toEqual(taught.save())
      expect(() => warmStart(warm, { ...log, rewards: new Float64Array(2) })).toThrow(
        'A log of 21 rounds has 2 rewards',
      )
    })

    it('chooses among 2,000 arms', () => {
      const policy = recommender.policy.create({ ...size, arms: 2000 }, config)
      const random = new Random('thousands')
      for (let round = 0; round < 20; round++) {
        const arm = policy.select(contextOf(round), random)
        expect(arm).toBeGreaterThanOrEqual(0)
        expect(arm).toBeLessThan(2000)
        policy.update(contextOf(round), arm, round % 2)
      }
    })

    it('handles a single arm', () => {
      const policy = recommender.policy.create({ ...size, arms: 1 }, config)
      policy.update(contextOf(0), 0, 1)
      expect(policy.select(contextOf(0), new Random(1))).toBe(0)
      const distribution = new Float64Array(1)
      policy.distribution(contextOf(0), distribution)
      expect(distribution[0]).toBeCloseTo(1, 12)
    })
  })

  function contextOf(seed: number): PolicyContext {
    return { user: seed, features: Float64Array.from({ length: size.features }, (_, i) => Math.cos(seed + i)) }
  }

  /** Every arm in turn, the last far ahead; with `places`, only the arms that it names, as the arms that it gives. */
  function teach(policy: Policy, rounds: number, places?: ReadonlyMap<number, number>): void {
    const random = new Random('teach')
    for (let round = 0; round < rounds; round++) {
      const arm = round % arms
      const reward = pay(arm, random)
      const place = places ? places.get(arm) : arm
      if (place !== undefined) policy.update(contextOf(round % 3), place, reward)
    }
  }

  function play(policy: Policy, rounds: number, random: Random): number[] {
    return Array.from({ length: rounds }, (_, round) => {
      const context = contextOf(round % 3)
      const arm = policy.select(context, random)
      policy.update(context, arm, pay(arm, random))
      return arm
    })
  }
}

const pay = (arm: number, random: Random) => (random.uniform() < (arm === arms - 1 ? 0.9 : 0.1 + 0.03 * arm) ? 1 : 0)
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

function distributionOf(policy: Policy, context: PolicyContext): Float64Array {
  const into = new Float64Array(policy.arms)
  policy.distribution(context, into)
  return into
}

function expectedOf(policy: Policy, context: PolicyContext): Float64Array {
  const into = new Float64Array(policy.arms)
  policy.expected(context, into)
  return into
}
