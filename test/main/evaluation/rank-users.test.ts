import { describe, expect, it } from 'vitest'
import { selectRows } from '../../../main/data/interactions.ts'
import { rankUsers } from '../../../main/evaluation/rank-users.ts'
import { findRelevance } from '../../../main/evaluation/relevance.ts'
import type { Model } from '../../../main/recommenders/recommender.ts'
import { logOf } from '../../helpers/experiments.ts'

const log = logOf(
  [
    [0, 0],
    [0, 2],
    [0, 4],
    [1, 1],
    [1, 3],
  ],
  2,
  6,
)
const train = selectRows(log, Int32Array.of(0, 3))
const relevance = findRelevance(log, train, Int32Array.of(1, 2, 4), undefined)
const modelOf = (scores: readonly number[]): Model => ({
  score: (users, into) => users.forEach((_, row) => into.set(scores, row * 6)),
  save: () => new Uint8Array(),
})
const observer = { signal: new AbortController().signal, progress: () => undefined }
const rank = (scores: readonly number[], listLength = 3) =>
  rankUsers(
    modelOf(scores),
    train,
    relevance,
    { listLength, cutoff: listLength, needsRanks: true, ties: 'seeded', seed: 1 },
    observer,
  )

describe('rankUsers', () => {
  it('ranks the items a user did not have, best first, and says where the relevant ones stand', async () => {
    const { ranked } = await rank([9, 8, 7, 6, 5, 4])
    expect([...ranked[0]!.ranked]).toEqual([1, 2, 3])
    expect([...ranked[0]!.ranks!]).toEqual([2, 4])
    expect(ranked[0]!.candidates).toBe(5)
    expect([...ranked[1]!.ranked]).toEqual([0, 2, 3])
    expect([...ranked[1]!.ranks!]).toEqual([3])
  })

  it('gives equal scores their mean rank, and counts lists that are cut within them', async () => {
    const { ranked, ties } = await rank([1, 1, 1, 1, 1, 1])
    expect([...ranked[0]!.ranks!]).toEqual([3, 3])
    expect(ties).toBe(2)
    expect((await rank([6, 5, 4, 3, 2, 1])).ties).toBe(0)
  })

  it('puts items without a score behind all others', async () => {
    const { ranked, scores } = await rank([NaN, NaN, NaN, 3, 2, 1], 5)
    expect([...ranked[0]!.ranked.subarray(0, 3)]).toEqual([3, 4, 5])
    expect([...scores[0]!]).toEqual([3, 2, 1, NaN, NaN])
    expect([...ranked[0]!.ranks!]).toEqual([4.5, 2])
  })

  it('lists no item that a model left out, and lets such items share the last ranks', async () => {
    const { ranked } = await rank([-Infinity, 2, -Infinity, -Infinity, 1, -Infinity], 5)
    expect([...ranked[0]!.ranked]).toEqual([1, 4])
    expect([...ranked[0]!.ranks!]).toEqual([4, 2])
  })
})
