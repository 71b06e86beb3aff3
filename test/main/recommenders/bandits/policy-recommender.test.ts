import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { Random } from '../../../../main/math/random.ts'
import { linucb } from '../../../../main/recommenders/bandits/linucb.ts'
import { thompson } from '../../../../main/recommenders/bandits/thompson.ts'
import type { AnyPolicyRecommender } from '../../../../main/recommenders/policy.ts'
import type { TrainContext } from '../../../../main/recommenders/recommender.ts'

/** 40 users in two groups, each group with ten items of its own, everybody with item 20; nobody meets item 21. */
const events = Array.from({ length: 40 }, (_, user) => {
  const start = user % 2 === 0 ? 0 : 10
  const own = new Random('events', user).shuffle(Array.from({ length: 10 }, (_, i) => start + i)).slice(0, 6)
  return [...own, 20].map((item) => ({ user, item }))
}).flat()
const log = buildInteractions({
  users: 41,
  items: 22,
  user: Int32Array.from(events, ({ user }) => user),
  item: Int32Array.from(events, ({ item }) => item),
  value: Float32Array.from(events, ({ item }) => (item === 20 ? 1 : 5)),
  time: null,
})

const context = (signal = new AbortController().signal): TrainContext => ({
  random: (purpose) => new Random(7, purpose),
  threads: 1,
  backend: 'cpu',
  signal,
  progress: () => undefined,
  loss: () => undefined,
  log: () => undefined,
})

async function scoresOf(recommender: AnyPolicyRecommender, user: number, given: Record<string, number> = {}) {
  const config = parseConfiguration(recommender.id, recommender.settings, given) as never
  const model = await recommender.train(log, config, context())
  const scores = new Float32Array(log.items)
  await model.score(Int32Array.of(user), scores)
  return { model, scores }
}

describe('a policy as a recommender', () => {
  it('ranks what paid most often first', async () => {
    const { scores } = await scoresOf(thompson, 0)
    expect(scores.indexOf(Math.max(...scores))).toBe(20)
    expect(scores.indexOf(Math.min(...scores))).toBe(21)
  })

  it('pays nothing for values that are not above the setting', async () => {
    const { scores } = await scoresOf(thompson, 0, { rewardAbove: 1 })
    expect(scores[20]!).toBeLessThan(Math.min(...scores.slice(0, 20)))
  })

  it('ranks the items of a person’s own group first when it has context', async () => {
    const { scores } = await scoresOf(linucb, 2, { dimensions: 2 })
    expect(Math.min(...scores.slice(0, 10))).toBeGreaterThan(Math.max(...scores.slice(10, 20)))
  })

  it('scores a pasted history as it scores the same history in the log', async () => {
    const { model, scores } = await scoresOf(linucb, 3)
    const folded = new Float32Array(log.items)
    const history = log.byUser.indices.slice(log.byUser.offsets[3], log.byUser.offsets[4])
    await model.scoreHistory!(history, null, folded)
    folded.forEach((score, item) => expect(score).toBeCloseTo(scores[item]!, 5))
  })

  it('scores somebody without history', async () => {
    const { scores } = await scoresOf(linucb, 40)
    expect(scores.every(Number.isFinite)).toBe(true)
  })

  it('scores the same after it was saved and loaded', async () => {
    for (const recommender of [thompson, linucb] as readonly AnyPolicyRecommender[]) {
      const { model, scores } = await scoresOf(recommender, 5)
      const restored = await recommender.load(model.save())
      const again = new Float32Array(log.items)
      await restored.score(Int32Array.of(5), again)
      expect(again).toEqual(scores)
    }
  })

  it('gives the same scores from the same seed', async () => {
    const runs = await Promise.all([scoresOf(linucb, 1), scoresOf(linucb, 1)])
    expect(runs[0]!.scores).toEqual(runs[1]!.scores)
  })

  it('stops when it is cancelled', async () => {
    const config = parseConfiguration('thompson', thompson.settings)
    const cancelled = context(AbortSignal.abort(new Error('cancelled')))
    await expect(thompson.train(log, config, cancelled)).rejects.toThrow('cancelled')
  })
})
