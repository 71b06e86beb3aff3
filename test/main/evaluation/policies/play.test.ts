import { describe, expect, it } from 'vitest'
import type { Environment } from '../../../../main/evaluation/policies/environment.ts'
import { playRepeat, type SimulationPlan } from '../../../../main/evaluation/policies/play.ts'
import { ArmPlayer, ScorePlayer, type Player } from '../../../../main/evaluation/policies/player.ts'
import { mergeRepeats } from '../../../../main/evaluation/policies/simulate.ts'
import { captureWorld } from '../../../../main/evaluation/policies/world.ts'
import type { ArmChooser } from '../../../../main/recommenders/policy.ts'

const worldOf = (rows: readonly (readonly number[])[], extra: Partial<Environment> = {}): Environment => ({
  visitors: rows.length,
  arms: rows[0]!.length,
  features: 0,
  users: null,
  items: new Int32Array(rows[0]!.length).fill(-1),
  contextOf: () => ({ user: -1, features: new Float64Array(0) }),
  probabilities: (visitor) => Float64Array.from(rows[visitor]!),
  description: 'by hand',
  ...extra,
})
const watch = { signal: new AbortController().signal, progress: () => undefined }
const play = (world: Environment, player: Player, plan: Partial<SimulationPlan> & { rounds: number }) =>
  playRepeat(captureWorld(world), () => player, { repeats: 1, seed: 1, ...plan }, 0, watch)

/** Shows arm 0 always and notes when it learns what. */
class Diary implements ArmChooser {
  readonly arms = 2
  readonly features = 0
  shown = 0
  readonly learned: [shown: number, arm: number, reward: number][] = []
  distribution(_: unknown, into: Float64Array): void {
    into.set([1, 0])
  }
  select(): number {
    this.shown++
    return 0
  }
  update(_: unknown, arm: number, reward: number): void {
    this.learned.push([this.shown, arm, reward])
  }
}

describe('one repeat', () => {
  it('counts what was shown, what it paid and what the best would have paid', async () => {
    const world = worldOf([[1, 0]])
    const { regret, reward, shown, trace } = await play(world, new ScorePlayer(Float32Array.of(0, 1), 2), { rounds: 3 })
    expect([...regret]).toEqual([1, 2, 3])
    expect([...reward]).toEqual([0, 0, 0])
    expect([...shown]).toEqual([0, 1, 0, 1, 0, 1])
    expect(trace).toEqual({
      arm: [1, 1, 1],
      best: [0, 0, 0],
      reward: [0, 0, 0],
      chance: [0, 0, 0],
      bestChance: [1, 1, 1],
    })
  })

  it('tells a reward after the delay, before a round that a batch ends with', async () => {
    const delayed = new Diary()
    await play(worldOf([[1, 0]]), new ArmPlayer(delayed, 2, null), { rounds: 5, delay: 2 })
    // The reward of round 1 is known before round 4 is shown.
    expect(delayed.learned.map(([shown]) => shown)).toEqual([3, 4])
    const batched = new Diary()
    await play(worldOf([[1, 0]]), new ArmPlayer(batched, 2, null), { rounds: 7, batch: 3 })
    expect(batched.learned.map(([shown]) => shown)).toEqual([3, 3, 3, 6, 6, 6])
    const both = new Diary()
    await play(worldOf([[1, 0]]), new ArmPlayer(both, 2, null), { rounds: 7, batch: 3, delay: 1 })
    expect(both.learned.map(([shown]) => shown)).toEqual([3, 3, 6, 6, 6])
  })

  it('teaches what random arms paid before round 1', async () => {
    const diary = new Diary()
    await play(worldOf([[1, 0]]), new ArmPlayer(diary, 2, null), { rounds: 1, warmStart: 50 })
    const warm = diary.learned.filter(([shown]) => shown === 0)
    expect(warm).toHaveLength(50)
    expect(new Set(warm.map(([, arm, reward]) => `${arm} pays ${reward}`))).toEqual(new Set(['0 pays 1', '1 pays 0']))
  })

  it('values a slate by how likely each place is looked at', async () => {
    // Best slate: arms 2 and 1, worth 0.8 + 0.5 · 0.4 = 1; shown: arms 0 and 1, worth 0 + 0.5 · 0.4 = 0.2.
    const world = worldOf([[0, 0.4, 0.8]])
    const player = new ScorePlayer(Float32Array.of(3, 2, 1), 3)
    const { regret, shown, reward } = await play(world, player, { rounds: 1000, positions: 2, examination: 0.5 })
    expect(regret.at(-1)).toBeCloseTo(800, 6)
    expect([...shown.slice(0, 3)]).toEqual([20, 20, 0])
    expect(Math.abs(reward.at(-1)! - 200)).toBeLessThan(50)
  })

  it('values a slate whose visitors stop at the first click', async () => {
    // Best slate: arms 2 and 1, worth 0.8 + 0.2 · 0.5 · 0.4 = 0.84; shown: arms 1 and 0, worth 0.4.
    const world = worldOf([[0, 0.4, 0.8]])
    const player = new ScorePlayer(Float32Array.of(1, 2, 0), 3)
    const plan = { rounds: 100, positions: 2, examination: 0.5, clicks: 'cascade' as const }
    const { regret } = await play(world, player, plan)
    expect(regret.at(-1)).toBeCloseTo(44, 6)
    const sure = worldOf([[1, 1, 0]])
    const { reward } = await play(sure, new ScorePlayer(Float32Array.of(2, 1, 0), 3), { ...plan, examination: 0.99 })
    expect(reward.at(-1)).toBe(100)
  })

  it('fills a slate with the arms of largest expected reward where a policy names one arm only', () => {
    const policy = Object.assign(new Diary(), {
      arms: 3,
      expected: (_: unknown, into: Float64Array) => void into.set([0, 0.1, 0.2]),
    })
    const into = new Int32Array(3)
    new ArmPlayer(policy, 3, null).show(0, { user: -1, features: new Float64Array(0) }, null as never, into)
    expect([...into]).toEqual([0, 2, 1])
  })

  it('trades places of arms when tastes drift abruptly, for all alike', async () => {
    const world = worldOf([[1, 0, 0, 0]])
    const player = new ScorePlayer(Float32Array.of(1, 0, 0, 0), 4)
    const { trace } = await play(world, player, { rounds: 40, drift: { kind: 'abrupt', every: 10 } })
    expect(trace!.chance.slice(0, 10)).toEqual(new Array(10).fill(1))
    expect(trace!.bestChance).toEqual(new Array(40).fill(1))
    const spans = [0, 1, 2, 3].map((span) => new Set(trace!.best.slice(10 * span, 10 * span + 10)))
    expect(spans.map(({ size }) => size)).toEqual([1, 1, 1, 1])
    expect(new Set(spans.flatMap((span) => [...span])).size).toBeGreaterThan(1)
  })

  it('moves there gradually over the span', async () => {
    const world = worldOf([[0.9, 0.1, 0.1, 0.1, 0.1, 0.1]])
    const player = new ScorePlayer(Float32Array.of(1, 0, 0, 0, 0, 0), 6)
    const { trace } = await play(world, player, { rounds: 4, seed: 3, drift: { kind: 'gradual', every: 4 } })
    expect(trace!.chance).toEqual([0.9, 0.7, 0.5, 0.3])
  })

  it('lets arms come and go', async () => {
    const world = worldOf([[0.1, 0.2, 0.3, 0.4, 0.5, 0.6]])
    const player = new ScorePlayer(Float32Array.of(1, 2, 3, 4, 5, 6), 6)
    const plan = { rounds: 60, arms: 3, turnover: { every: 10, arms: 1 } }
    const { trace, regret } = await play(world, player, plan)
    // The recommender knows the order of all arms and shows the best of those that are there.
    expect(regret.at(-1)).toBe(0)
    expect(new Set(trace!.best).size).toBeGreaterThan(1)
  })

  it('pays for clicks, purchases and prices as the reward says', async () => {
    const world = worldOf([[1, 1]], { purchases: () => Float64Array.of(1, 0), prices: Float64Array.of(30, 50) })
    const pays = async (reward: 'conversion' | 'revenue' | 'mixed', scores: number[]) => {
      const captured = captureWorld(world, { reward, mix: { click: 1, conversion: 2, revenue: 0.1 } })
      const player = new ScorePlayer(Float32Array.from(scores), 2)
      const record = await playRepeat(captured, () => player, { rounds: 1, repeats: 1, seed: 1 }, 0, watch)
      return record.reward[0]
    }
    expect(await pays('conversion', [1, 0])).toBe(1)
    expect(await pays('revenue', [1, 0])).toBe(30)
    expect(await pays('revenue', [0, 1])).toBe(0)
    expect(await pays('mixed', [1, 0])).toBe(6)
    expect(await pays('mixed', [0, 1])).toBe(1)
  })

  it('teaches rewards as a share of the most that can be paid', async () => {
    const world = worldOf([[1, 1]], { purchases: () => Float64Array.of(1, 1), prices: Float64Array.of(30, 60) })
    const diary = new Diary()
    const captured = captureWorld(world, { reward: 'revenue', mix: { click: 1, conversion: 0, revenue: 0 } })
    await playRepeat(captured, () => new ArmPlayer(diary, 2, null), { rounds: 1, repeats: 1, seed: 1 }, 0, watch)
    expect(diary.learned).toEqual([[1, 0, 0.5]])
  })

  it('says why a world has no revenue', () => {
    const world = worldOf([[1, 1]], { purchases: () => Float64Array.of(1, 0), prices: 'Its items have no prices.' })
    const mix = { click: 0, conversion: 0, revenue: 0 }
    expect(() => captureWorld(world, { reward: 'revenue', mix })).toThrow('needs to know what its items cost')
    expect(() => captureWorld(world, { reward: 'mixed', mix })).toThrow('nothing counts')
    expect(() => captureWorld(world, { reward: 'mixed', mix: { ...mix, click: -1 } })).toThrow('counts -1')
    expect(() => captureWorld(worldOf([[1]]), { reward: 'conversion', mix })).toThrow('leads to a purchase')
  })
})

describe('repeats put together', () => {
  const record = (regret: number[], reward: number[], shown: number[], reached = 2) => ({
    reached,
    regret: Float64Array.from(regret),
    reward: Float64Array.from(reward),
    shown: Uint32Array.from(shown),
    best: Uint32Array.of(1, 0),
    trace: null,
  })
  const world = { arms: 2, armNames: ['tea', 'pot'] }

  it('gives means, bands and the shares of the arms shown most', () => {
    const records = [record([1, 2], [1, 1], [1, 0, 0, 1]), record([3, 4], [0, 2], [1, 0, 1, 0])]
    const { regret, reward, shares, meanReward, bestShare, low, high } = mergeRepeats(world, { rounds: 2 }, records)
    expect(regret).toEqual([2, 3])
    expect(reward).toEqual([0.5, 0.75])
    expect(meanReward).toBe(0.75)
    expect(bestShare).toEqual([1, 0])
    // t(0.975, 1) = 12.706, s = √2
    expect(high[0]! - low[0]!).toBeCloseTo(2 * 12.706, 2)
    expect(shares).toEqual([
      { arm: 0, name: 'tea', share: [1, 0.5] },
      { arm: 1, name: 'pot', share: [0, 0.5] },
    ])
  })

  it('takes those that have reached a point while the simulation runs', () => {
    const records = [record([1, 2], [1, 1], [1, 0, 0, 1]), record([3, 0], [0, 0], [1, 0, 0, 0], 1)]
    expect(mergeRepeats(world, { rounds: 2 }, records).regret).toEqual([2, 2])
    expect(mergeRepeats(world, { rounds: 2 }, [])).toMatchObject({ rounds: [], regret: [], meanReward: 0 })
  })
})
