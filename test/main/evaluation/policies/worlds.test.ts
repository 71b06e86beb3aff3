import { describe, expect, it } from 'vitest'
import { makeEvents, makeShop, shopPlan } from '../../../../main/data/generate/shop.ts'
import { buildInteractions, type InteractionColumns } from '../../../../main/data/interactions.ts'
import { fitSigmoid } from '../../../../main/evaluation/policies/calibrate.ts'
import { namesOfItems, pricesOfArms, purchasesOf } from '../../../../main/evaluation/policies/item-facts.ts'
import { modelEnvironment } from '../../../../main/evaluation/policies/model-environment.ts'
import { shopEnvironment } from '../../../../main/evaluation/policies/shop-environment.ts'
import { armsForTurnover } from '../../../../main/evaluation/policies/truth.ts'
import type { Model } from '../../../../main/recommenders/recommender.ts'

const { signal } = new AbortController()

/** 40 users; even ones met items 0–4, odd ones items 5–9. */
const pairs = Array.from({ length: 200 }, (_, row) => [row % 40, (row % 2) * 5 + Math.floor(row / 40)] as const)
const columns: InteractionColumns = {
  users: 40,
  items: 10,
  user: Int32Array.from(pairs, ([user]) => user),
  item: Int32Array.from(pairs, ([, item]) => item),
  value: Float32Array.from(pairs, (_, row) => (row % 4 === 0 ? 5 : 1)),
  time: null,
}

describe('a sigmoid fitted to scores', () => {
  it('finds the log odds of two groups', () => {
    const scores = Float64Array.of(1, 1, 1, 1, -1, -1, -1, -1)
    const { slope, shift } = fitSigmoid(scores, Uint8Array.of(1, 1, 1, 0, 1, 0, 0, 0))
    expect(slope).toBeCloseTo(Math.log(3), 5)
    expect(shift).toBeCloseTo(0, 6)
  })

  it('says the share where scores lead astray', () => {
    const { slope, shift } = fitSigmoid(Float64Array.of(1, 1, -1, -1), Uint8Array.of(0, 0, 1, 0))
    expect(slope).toBe(0)
    expect(shift).toBeCloseTo(Math.log(1 / 3), 9)
  })
})

describe('a world made of a model', () => {
  const model: Pick<Model, 'score'> = {
    score: (users, into) =>
      users.forEach((user, row) => {
        for (let item = 0; item < 10; item++) into[row * 10 + item] = Math.floor(item / 5) === user % 2 ? 2 : 1
      }),
  }
  const size = { arms: 10, visitors: 40 }

  it('clicks as often as the log has cells, most where the model scores most', async () => {
    const train = buildInteractions(columns)
    const world = await modelEnvironment(columns, train, model as Model, 'A model', undefined, 1, size, signal)
    let sum = 0
    for (let visitor = 0; visitor < 40; visitor++) for (const p of world.probabilities(visitor)) sum += p / 400
    expect(sum).toBeCloseTo(0.5, 4)
    const [liked, other] = [world.items.indexOf(0), world.items.indexOf(9)]
    expect(world.probabilities(0)[liked]!).toBeGreaterThan(world.probabilities(0)[other]! + 0.5)
    expect(world.description).toContain('by the scores of A model')
  })
})

describe('facts of items', () => {
  const side = {
    users: null,
    items: {
      texts: [{ name: 'title', values: ['tea', '', ...Array<string>(8).fill('pot')] }],
      categories: [],
      numbers: [{ name: 'Price', values: Float64Array.from({ length: 10 }, (_, item) => (item === 9 ? NaN : item)) }],
    },
  }

  it('are titles, identifiers where there are none, and prices', () => {
    const log = { ...columns, side }
    expect(namesOfItems(log, Int32Array.of(0, 1), ['a', 'b'])).toEqual(['tea', 'b'])
    expect(pricesOfArms(log, Int32Array.of(3, 4))).toEqual(Float64Array.of(3, 4))
    expect(pricesOfArms(log, Int32Array.of(3, 9))).toBe('1 of the 2 items have no price.')
    expect(pricesOfArms(columns, Int32Array.of(3))).toContain('no table of items')
  })

  it('tell purchases by the threshold, shrunk to their mean', () => {
    // Item 0 has users 0, 2, …, of which every other row is a purchase; item 5 has none.
    const [first, none] = purchasesOf(columns, Int32Array.of(0, 5), 5) as unknown as [number, number]
    expect(first).toBeCloseTo((10 + 10 * 0.25) / 30, 9)
    expect(none).toBeCloseTo((0 + 10 * 0.25) / 30, 9)
    expect(purchasesOf(columns, Int32Array.of(0), undefined)).toContain('threshold')
    expect(purchasesOf({ ...columns, value: null }, Int32Array.of(0), 5)).toContain('no values')
  })
})

describe('the generated shop', () => {
  const shop = makeShop(shopPlan)
  const events = makeEvents(shop).slice(0, 5000)
  const log: InteractionColumns = {
    users: shop.users.length,
    items: shop.items.length,
    user: Int32Array.from(events, ({ user }) => user),
    item: Int32Array.from(events, ({ item }) => item),
    value: null,
    time: null,
    side: {
      users: null,
      items: {
        texts: [],
        categories: [],
        numbers: [{ name: 'price', values: Float64Array.from(shop.items, ({ price }) => price) }],
      },
    },
  }
  const names = { users: shop.users.map(({ id }) => id), items: shop.items.map(({ id }) => id) }
  const size = { arms: 20, visitors: 50 }

  it('knows its clicks, purchases and prices', () => {
    const world = shopEnvironment(log, buildInteractions(log), names, 1, size)
    expect(world).toMatchObject({ visitors: 50, arms: 20, features: 8 })
    const { features } = world.contextOf(0)
    expect(features[0]).toBe(1)
    expect(features.slice(1, 6).reduce((a, b) => a + b)).toBe(1)
    for (const p of world.probabilities(3)) expect(p > 0 && p < 1).toBe(true)
    const bought = (world.purchases as (visitor: number) => Float64Array)(3)
    for (const p of bought) expect(p > 0 && p < 0.55).toBe(true)
    expect((world.prices as Float64Array)[0]).toBe(shop.items[world.items[0]!]!.price)
  })

  it('is told from other data by its identifiers and prices', () => {
    const train = buildInteractions(log)
    expect(() => shopEnvironment({ ...log, side: { items: null, users: null } }, train, names, 1, size)).toThrow(
      'they are not the generated shop',
    )
    const strange = { ...names, users: names.users.map((id) => `x${id}`) }
    expect(() => shopEnvironment(log, train, strange, 1, size)).toThrow('they are not the generated shop')
  })
})

describe('arms for turnover', () => {
  const plan = (arms: number, turnover?: { every: number; arms: number }) =>
    ({ arms, ...(turnover && { turnover }) }) as Parameters<typeof armsForTurnover>[0]

  it('are enough for those that come, at most three times those that are there', () => {
    expect(armsForTurnover(plan(10), 1000, 500)).toBe(10)
    expect(armsForTurnover(plan(10, { every: 500, arms: 2 }), 1000, 500)).toBe(12)
    expect(armsForTurnover(plan(10, { every: 10, arms: 2 }), 1000, 500)).toBe(30)
    expect(armsForTurnover(plan(10, { every: 10, arms: 2 }), 1000, 15)).toBe(15)
    expect(() => armsForTurnover(plan(10, { every: 10, arms: 2 }), 1000, 11)).toThrow('the data have 11 items')
  })
})
