import { describe, expect, it } from 'vitest'
import type { PolicyInput } from '../../../../main/evaluation/policies/evaluate-policy.ts'
import { fitEnvironment } from '../../../../main/evaluation/policies/fitted-environment.ts'
import { LoopMeasures, similarityOf } from '../../../../main/evaluation/policies/loop-measures.ts'
import { runLoop } from '../../../../main/evaluation/policies/loop.ts'
import { captureWorld } from '../../../../main/evaluation/policies/world.ts'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { Random } from '../../../../main/math/random.ts'
import { experimentOf, quiet } from '../../../helpers/experiments.ts'

/** 60 users of two kinds and 30 items, of which the first are met most. */
const random = new Random('log of the loop')
const pairs = Array.from({ length: 60 * 30 }, (_, cell) => [Math.floor(cell / 30), cell % 30] as const).filter(
  ([user, item]) => random.uniform() < (item % 2 === user % 2 ? 0.6 : 0.1) / (1 + item / 10),
)
const log = {
  users: 60,
  items: 30,
  user: Int32Array.from(pairs, ([user]) => user),
  item: Int32Array.from(pairs, ([, item]) => item),
  value: null,
  time: null,
}
const world = captureWorld(fitEnvironment(log, buildInteractions(log), undefined, 1))
const loop = { rounds: 4, shown: 5, visiting: 0.5 }

const inputOf = (id: string, change: object = {}): PolicyInput => ({
  experiment: experimentOf({ models: [{ id }], policies: { loop: { ...loop, ...change } } }),
  model: 0,
  log,
  itemNames: [],
  folds: [{ train: Int32Array.from(pairs.keys()), test: new Int32Array(0) }],
  feedback: null,
})

describe('measures of a loop', () => {
  it('find equal lists alike and disjoint ones unlike', () => {
    expect(similarityOf(Float64Array.of(3, 3, 0), 2)).toBe(1)
    expect(similarityOf(Float64Array.of(1, 1, 1, 1), 2)).toBe(0)
    // Lists {0, 1} and {0, 2}: each has half of the other's items.
    expect(similarityOf(Float64Array.of(2, 1, 1), 2)).toBe(0.5)
  })

  it('count what was shown', () => {
    const measures = new LoopMeasures(4)
    measures.add({ lists: Int32Array.of(0, 1, 0, 1), shown: 2, reward: 0.3 })
    expect(measures.curves()).toEqual({ reward: [0.3], gini: [0.5], coverage: [0.5], similarity: [1] })
  })
})

describe('a feedback loop', () => {
  it('narrows the shelf by popularity, and not by chance', async () => {
    const popular = await runLoop(inputOf('popularity'), world, quiet)
    const any = await runLoop(inputOf('random'), world, quiet)
    const last = loop.rounds
    expect(popular.gini[last]!).toBeGreaterThan(any.gini[last]! + 0.3)
    expect(popular.coverage[last]).toBeCloseTo(5 / 30, 9)
    expect(any.coverage[last]).toBe(1)
    expect(popular.similarity[last]).toBe(1)
    expect(Math.abs(any.similarity[last]! - 5 / 30)).toBeLessThan(0.1)
    expect(popular.chance!.gini[last]!).toBeLessThan(popular.gini[last]!)
  })

  it.each(['item-knn', 'thompson', 'linucb', 'ials'])('goes on with %s, learning from what it showed', async (id) => {
    const { rounds, events, reward, chance } = await runLoop(inputOf(id), world, quiet)
    expect(rounds).toEqual([0, 1, 2, 3, 4])
    events.forEach((count, round) => expect(count).toBeGreaterThan(events[round - 1] ?? 0))
    expect(reward.at(-1)!).toBeGreaterThan(chance!.reward.at(-1)!)
  })

  it('is the same for the same seed', async () => {
    const input = inputOf('item-knn')
    expect(await runLoop(input, world, quiet)).toEqual(await runLoop(input, world, quiet))
  })

  it('shows no more than there is, and only to people it knows', async () => {
    await expect(runLoop(inputOf('popularity', { shown: 31 }), world, quiet)).rejects.toThrow('the world has 30')
    await expect(runLoop(inputOf('popularity'), { ...world, users: null }, quiet)).rejects.toThrow('name nobody')
  })
})
