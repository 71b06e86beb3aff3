import { describe, expect, it } from 'vitest'
import { compareLists, type ScoredLists } from '../../../../main/verification/ranking/lists.ts'

const listsOf = (entries: Record<string, Record<string, number>>): ScoredLists =>
  new Map(
    Object.entries(entries).map(([user, list]) => [
      user,
      Object.entries(list).map(([item, score]) => ({ item, score })),
    ]),
  )
const compare = (ours: ScoredLists, golden: ScoredLists) =>
  compareLists('x', ours, golden, { scores: 1e-6, ties: 1e-9 }).map(({ ours, reference, verdict }) => ({
    ours,
    reference,
    verdict,
  }))
const golden = listsOf({ u: { a: 3, b: 2, c: 2, d: 1 } })

describe('comparing lists', () => {
  it('passes the same items with the same scores, in any order among equal scores', () => {
    expect(compare(listsOf({ u: { a: 3, c: 2, b: 2, d: 1 } }), golden)).toEqual([
      { ours: 4, reference: 4, verdict: 'pass' },
      { ours: 0, reference: 0, verdict: 'pass' },
    ])
  })

  it('lets another item of the group stand that the end of the list cuts, and no other', () => {
    expect(compare(listsOf({ u: { a: 3, b: 2, c: 2, e: 1 } }), golden)[0]!.verdict).toBe('pass')
    expect(compare(listsOf({ u: { a: 3, b: 2, e: 2, d: 1 } }), golden)[0]).toEqual({
      ours: 3,
      reference: 4,
      verdict: 'fail',
    })
  })

  it('fails for scores that differ, for shorter lists and for users without a list', () => {
    const [items, scores] = compare(listsOf({ u: { a: 3.1, b: 2, c: 2, d: 1 } }), golden)
    expect(items!.verdict).toBe('fail')
    expect(scores!.ours).toBeCloseTo(0.1 / 3, 12)
    expect(compare(listsOf({ u: { a: 3, b: 2, c: 2 } }), golden)[0]!.verdict).toBe('fail')
    expect(compare(golden, listsOf({ u: { a: 3, b: 2, c: 2, d: 1 }, v: { a: 1 } }))[0]!.verdict).toBe('fail')
  })
})
