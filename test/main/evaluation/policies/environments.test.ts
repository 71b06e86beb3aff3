import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { fitFeedbackEnvironment } from '../../../../main/evaluation/policies/feedback-environment.ts'
import { fitEnvironment } from '../../../../main/evaluation/policies/fitted-environment.ts'
import { makeFeedback } from '../../../helpers/feedback.ts'

/** 60 users; even ones meet items 0–9, odd ones items 10–19, each all but one. */
const pairs = Array.from({ length: 60 }, (_, user) =>
  Array.from({ length: 10 }, (_, k) => [user, (user % 2) * 10 + k] as const).filter(
    ([, item]) => item % 10 !== user % 10,
  ),
).flat()
const columns = {
  users: 60,
  items: 21,
  user: Int32Array.from(pairs, ([user]) => user),
  item: Int32Array.from(pairs, ([, item]) => item),
  value: Float32Array.from(pairs, ([, item]) => (item === 0 ? 1 : 5)),
  time: null,
}
const log = buildInteractions(columns)

describe('a world fitted to a log', () => {
  const world = fitEnvironment(columns, log, undefined, 1)

  it('has the items that occur as arms and the users as visitors', () => {
    expect(world).toMatchObject({ arms: 20, visitors: 60 })
    expect([...world.users!]).toEqual([...new Set(pairs.map(([user]) => user))])
  })

  it('clicks on average as often as the log has cells', () => {
    let sum = 0
    for (let visitor = 0; visitor < world.visitors; visitor++)
      for (const p of world.probabilities(visitor)) sum += p / (world.visitors * world.arms)
    expect(sum).toBeCloseTo(pairs.length / (60 * 20), 6)
  })

  it('prefers what people alike have met', () => {
    const own = world.probabilities(0)
    const mean = (first: number) =>
      own.reduce((sum, p, arm) => sum + (Math.floor(world.items[arm]! / 10) === first ? p / 10 : 0), 0)
    expect(mean(0)).toBeGreaterThan(mean(1) + 0.4)
  })

  it('is the same for the same seed', () => {
    expect(fitEnvironment(columns, log, undefined, 1).probabilities(3)).toEqual(world.probabilities(3))
  })

  it('counts only events of at least the threshold', () => {
    const strict = fitEnvironment(columns, log, 4, 1)
    expect([...strict.items]).not.toContain(0)
  })
})

describe('a world made of logged feedback', () => {
  it('pays about what the log paid for each action', () => {
    const rates = [0.1, 0.5, 0.8]
    const world = fitFeedbackEnvironment(makeFeedback({ rounds: 3000, rates }), Int32Array.of(-1, -1, -1), 1)
    const mean = rates.map((_, arm) => {
      let sum = 0
      for (let visitor = 0; visitor < world.visitors; visitor++) sum += world.probabilities(visitor)[arm]!
      return sum / world.visitors
    })
    mean.forEach((value, arm) => expect(Math.abs(value - rates[arm]!)).toBeLessThan(0.05))
    expect(world.features).toBe(2)
    expect(world.contextOf(0).features).toHaveLength(2)
  })

  it('keeps rewards beyond 1 within 0 and 1', () => {
    const feedback = makeFeedback({ rounds: 500, rates: [0.2, 0.9] })
    feedback.columns.reward.forEach((reward, i) => (feedback.columns.reward[i] = reward * 20))
    const world = fitFeedbackEnvironment(feedback, Int32Array.of(-1, -1), 1)
    const [low, high] = world.probabilities(0) as unknown as [number, number]
    expect(low).toBeGreaterThanOrEqual(0)
    expect(high).toBeGreaterThan(0.7)
    expect(high).toBeLessThanOrEqual(1)
  })
})
