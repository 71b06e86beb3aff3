import { describe, expect, it } from 'vitest'
import { buildInteractions } from '../../../../main/data/interactions.ts'
import { Random } from '../../../../main/math/random.ts'
import { BatchMaker, cutValidation, NegativeSampler } from '../../../../main/recommenders/deep/examples.ts'
import { generateLog } from '../../../fixtures/logs.ts'
import { logOf } from '../../../helpers/experiments.ts'

const log = generateLog()
const cut = cutValidation(log, 0.1, new Random(1))

describe('cutValidation', () => {
  it('holds back the share asked for and fits the rest', () => {
    const pairs = log.byUser.indices.length
    expect(cut.validation.user.length).toBe(Math.floor(0.1 * pairs))
    expect(cut.fit.user.length).toBe(pairs - cut.validation.user.length)
  })

  it('never holds back the only pair of a user', () => {
    const single = buildInteractions(logOf([[0, 0], [1, 1], [2, 0], [2, 1]])) // prettier-ignore
    const { fit, validation } = cutValidation(single, 0.5, new Random(1))
    expect([...validation.user]).toEqual([2])
    expect([...fit.user]).toEqual([0, 1, 2])
  })

  it('lists what the network knows of each user without what was held back', () => {
    const { offsets, indices } = cut.known
    cut.validation.user.forEach((user, pair) => {
      expect([...indices.subarray(offsets[user], offsets[user + 1])]).not.toContain(cut.validation.item[pair])
    })
  })
})

describe('NegativeSampler', () => {
  const known = { offsets: Int32Array.of(0, 2, 5), indices: Int32Array.of(0, 3, 0, 1, 2), positions: new Int32Array(0) }

  it('draws every item that is no positive about equally often', () => {
    const sampler = new NegativeSampler(known, 5)
    const random = new Random(2)
    const counts = new Array<number>(5).fill(0)
    for (let draw = 0; draw < 3000; draw++) counts[sampler.draw(0, random)]!++
    expect([counts[0], counts[3]]).toEqual([0, 0])
    for (const item of [1, 2, 4]) expect(Math.abs(counts[item]! - 1000)).toBeLessThan(100)
  })

  it('says so when every item is a positive', () => {
    expect(new NegativeSampler(known, 3).draw(1, new Random(3))).toBe(-1)
  })
})

describe('BatchMaker', () => {
  const maker = new BatchMaker(cut, log.users, log.items, 4, 500)

  it('takes every positive once, with its negatives, over the distinct users and items of each batch', () => {
    const seen = new Set<string>()
    let batches = 0
    for (const { users, items, left, right, labels } of maker.shuffled(cut.fit, new Random(4))) {
      batches++
      expect(labels.length).toBeLessThanOrEqual(500)
      expect(new Set(users).size).toBe(users.length)
      expect(new Set(items).size).toBe(items.length)
      labels.forEach((label, r) => {
        if (label === 1) seen.add(`${users[left[r]!]} ${items[right[r]!]}`)
      })
      expect(labels.filter((label) => label === 0).length).toBe(4 * labels.filter((label) => label === 1).length)
    }
    expect(seen.size).toBe(cut.fit.user.length)
    expect(batches).toBe(maker.countBatches(cut.fit))
  })

  it('draws the same batches for the same seed', () => {
    const first = [...maker.shuffled(cut.fit, new Random(5))]
    expect([...maker.shuffled(cut.fit, new Random(5))]).toEqual(first)
  })
})
