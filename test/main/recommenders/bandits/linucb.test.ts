import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { firstMaximum } from '../../../../main/recommenders/bandits/arms.ts'
import { LinearArms } from '../../../../main/recommenders/bandits/linear-arms.ts'
import { linucb } from '../../../../main/recommenders/bandits/linucb.ts'
import { selectMany } from '../../../../main/recommenders/policy.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(linucb)

describe('linucb', () => {
  behavesLikeRecommender(linucb, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4 } })

  const create = (regularization = 2) =>
    linucb.policy.create({ arms: 2, features: 2 }, parseConfiguration('linucb', linucb.settings, { regularization }))

  it('learns the ridge regression of each arm', () => {
    const policy = create()
    policy.update({ user: 0, features: Float64Array.of(1, 2) }, 0, 1)
    policy.update({ user: 0, features: Float64Array.of(1, 0) }, 0, 0.5)
    // A = 2I + [[2, 2], [2, 4]], b = (1.5, 2): A⁻¹b = (0.25, 0.25)
    const expected = new Float64Array(2)
    policy.expected({ user: 0, features: Float64Array.of(1, 0) }, expected)
    expect(expected[0]).toBeCloseTo(0.25, 12)
    policy.expected({ user: 0, features: Float64Array.of(0, 1) }, expected)
    expect(expected[0]).toBeCloseTo(0.25, 12)
    expect(expected[1]).toBe(0)
  })

  it('starts an arm never shown from I / λ, not λI', () => {
    const policy = create(4)
    const context = { user: 0, features: Float64Array.of(1, 0) }
    policy.update(context, 0, 0.4)
    // arm 0: 0.4 / 5 + √(1 / 5) = 0.527; arm 1: √(1 / 4) = 0.5
    expect(policy.select(context, new Random(1))).toBe(0)
  })

  it('starts an arm never shown from λI on request, as mabwiser does', () => {
    const config = parseConfiguration('linucb', linucb.settings, { regularization: 4, unshown: 'mabwiser' })
    const policy = linucb.policy.create({ arms: 2, features: 2 }, config)
    const context = { user: 0, features: Float64Array.of(1, 0) }
    policy.update(context, 0, 0.4)
    // arm 0: 0.4 / 5 + √(1 / 5) = 0.527; arm 1: √4 = 2
    for (const one of [policy, linucb.policy.load(policy.save())]) {
      expect(one.select(context, new Random(1))).toBe(1)
      const together = new Int32Array(1)
      selectMany(one, context.features, 1, new Random(1), together)
      expect(together[0]).toBe(1)
    }
  })

  it('chooses for many contexts as for one, with arms shown never, seldom and often', () => {
    const width = 6
    const config = parseConfiguration('linucb', linucb.settings, { regularization: 0.5 })
    const policy = linucb.policy.create({ arms: 40, features: width }, config)
    const random = new Random('many')
    const draw = (length: number) => Float64Array.from({ length }, () => random.normal())
    for (let arm = 1; arm < 40; arm++)
      for (let round = 0; round < arm % 9; round++)
        policy.update({ user: 0, features: draw(width) }, arm, random.uniform())
    const contexts = draw(300 * width)
    const together = new Int32Array(300)
    selectMany(policy, contexts, 300, random, together)
    const apart = together.map((_, row) =>
      policy.select({ user: -1, features: contexts.subarray(row * width, (row + 1) * width) }, random),
    )
    expect(together).toEqual(apart)
    expect(new Set(together).size).toBeGreaterThan(5)
  })

  it.each([0, 0.2, 5])(
    'shows the arm with the largest index among large matrices, though most are only bounded, with α = %f',
    (exploration) => {
      const [arms, width] = [30, 48]
      const config = parseConfiguration('linucb', linucb.settings, { exploration })
      const policy = linucb.policy.create({ arms, features: width }, config)
      const models = new LinearArms(arms, width, 1)
      const random = new Random('bounded')
      const draw = () => Float64Array.from({ length: width }, () => random.normal())
      for (let round = 0; round < 1500; round++) {
        // arms 0 and 1 are never shown, 2 seldom
        const arm = round < 5 ? 2 : 3 + (round % (arms - 3))
        const [x, reward] = [draw(), random.uniform()]
        policy.update({ user: 0, features: x }, arm, reward)
        models.update(arm, x, reward)
      }
      const shown = Array.from({ length: 300 }, () => {
        const x = draw()
        const indices = Float64Array.from(
          { length: arms },
          (_, k) => models.mean(k, x) + exploration * Math.sqrt(models.variance(k, x)),
        )
        const arm = policy.select({ user: 0, features: x }, random)
        expect(arm).toBe(firstMaximum(indices))
        policy.update({ user: 0, features: x }, arm, 0)
        models.update(arm, x, 0)
        return arm
      })
      expect(new Set(shown).size).toBeGreaterThan(exploration === 5 ? 1 : 5)
    },
  )
})
