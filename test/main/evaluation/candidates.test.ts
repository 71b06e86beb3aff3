import { describe, expect, it } from 'vitest'
import { describeCandidates } from '../../../main/contract/candidates.ts'
import { buildInteractions } from '../../../main/data/interactions.ts'
import { givenCandidates, sampleCandidates, sampledBy, type Candidates } from '../../../main/evaluation/candidates.ts'
import { experimentOf, logOf, runAll } from '../../helpers/experiments.ts'

/** Twelve items; item i has 12 − i training users among users 0 … 11; user 12 has items 0 and 1 in the test, item 2 in training. */
const log = logOf(
  [
    ...Array.from({ length: 12 }, (_, item) => Array.from({ length: 12 - item }, (_, user) => [user, item])).flat(),
    [12, 2],
    [12, 0],
    [12, 1],
  ],
  13,
  12,
)
const rows = log.user.length
const fold = {
  train: Int32Array.from({ length: rows - 2 }, (_, row) => row),
  test: Int32Array.of(rows - 2, rows - 1),
}
const of = ({ offsets, items }: Candidates, user: number) => [...items.subarray(offsets[user], offsets[user + 1])]

describe('sampled candidates', () => {
  it('never hold an item that the user has anywhere in the log, and hold no item twice', () => {
    for (const kind of ['uniform', 'popularity'] as const)
      for (let seed = 0; seed < 30; seed++) {
        const drawn = of(sampleCandidates(log, fold, { kind, negatives: 4 }, seed, 0), 12)
        expect(drawn).toHaveLength(4)
        expect(new Set(drawn).size).toBe(4)
        expect(drawn.filter((item) => item <= 2)).toEqual([])
        expect(drawn).toEqual(drawn.toSorted((a, b) => a - b))
      }
  })

  it('are drawn for test users only', () => {
    const drawn = sampleCandidates(log, fold, { kind: 'uniform', negatives: 4 }, 1, 0)
    expect(of(drawn, 0)).toEqual([])
    expect(drawn.items).toHaveLength(4)
  })

  it('are all there is when more are asked for', () => {
    const all = [3, 4, 5, 6, 7, 8, 9, 10, 11]
    expect(of(sampleCandidates(log, fold, { kind: 'uniform', negatives: 99 }, 1, 0), 12)).toEqual(all)
    expect(of(sampleCandidates(log, fold, { kind: 'popularity', negatives: 99 }, 1, 0), 12)).toEqual(all)
  })

  it('are the same for the same seed and fold, and others for another', () => {
    const draw = (seed: number, number: number) =>
      of(sampleCandidates(log, fold, { kind: 'uniform', negatives: 4 }, seed, number), 12)
    expect(draw(1, 0)).toEqual(draw(1, 0))
    const others = [draw(2, 0), draw(3, 0), draw(1, 1), draw(1, 2)].filter(
      (drawn) => drawn.join() !== draw(1, 0).join(),
    )
    expect(others.length).toBeGreaterThan(2)
  })

  it.each([
    ['one of nine', 1],
    ['most of them', 7],
  ])('by popularity are drawn in proportion to the training users of an item (%s)', (_name, negatives) => {
    const counts = new Float64Array(12)
    for (let seed = 0; seed < 1000; seed++)
      for (const item of of(sampleCandidates(log, fold, { kind: 'popularity', negatives }, seed, 0), 12))
        counts[item]!++
    // Items 3 … 11 have 9 … 1 training users, 45 together.
    if (negatives === 1)
      for (let item = 3; item < 12; item++) expect(counts[item]! / 1000).toBeCloseTo((12 - item) / 45, 1)
    for (let item = 3; item < 11; item++) expect(counts[item]).toBeGreaterThan(counts[item + 1]!)
  })

  it('are uniform otherwise', () => {
    const counts = new Float64Array(12)
    for (let seed = 0; seed < 1000; seed++)
      for (const item of of(sampleCandidates(log, fold, { kind: 'uniform', negatives: 3 }, seed, 0), 12))
        counts[item]!++
    for (let item = 3; item < 12; item++) expect(counts[item]! / 1000).toBeCloseTo(1 / 3, 1)
  })

  it('may be given, without what the user has, for every test user', () => {
    const pairs = (items: number[]) =>
      buildInteractions({
        ...{ users: 13, items: 12, value: null, time: null },
        user: Int32Array.from(items, () => 12),
        item: Int32Array.from(items),
      }).byUser
    expect(of(givenCandidates(log, fold, pairs([0, 5, 3])), 12)).toEqual([3, 5])
    expect(() => givenCandidates(log, fold, pairs([0]))).toThrow('names no item for 1 of the test users')
  })

  it('are labelled', () => {
    expect(describeCandidates(undefined)).toBe('all items, those of the training part removed')
    expect(describeCandidates({ kind: 'uniform', negatives: 99 })).toBe('sampled: 99 uniform negatives')
    expect(describeCandidates({ kind: 'popularity', negatives: 9 })).toBe('sampled: 9 negatives by popularity')
    expect(describeCandidates({ kind: 'file', file: '/a/b.csv' })).toBe('sampled: negatives of b.csv')
    expect(sampledBy({ candidates: { kind: 'all' } })).toBeUndefined()
  })

  it('are all that is ranked beside the relevant items', async () => {
    const folds = [fold]
    const ask = (candidates?: { kind: 'uniform'; negatives: number }) =>
      runAll(experimentOf({ metrics: ['recall@1', 'auc'], ...(candidates && { candidates }) }), log, folds)
    const [whole] = await ask()
    const [sampled] = await ask({ kind: 'uniform', negatives: 2 })
    const ranked = (outcome: typeof whole) => [...outcome!.lists].filter((item) => item >= 0).toSorted((a, b) => a - b)
    expect(ranked(whole)).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    const negatives = of(sampleCandidates(log, fold, { kind: 'uniform', negatives: 2 }, 2020, 0), 12)
    expect(ranked(sampled)).toEqual([0, 1, ...negatives])
  })
})
