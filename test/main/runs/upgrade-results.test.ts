import { describe, expect, it } from 'vitest'
import type { RunResults } from '../../../main/contract/api/runs.ts'
import { upgradeResults } from '../../../main/runs/upgrade-results.ts'
import { results } from '../figures/fixture.ts'

describe('results of an earlier version', () => {
  it('keep their audit under its present names', () => {
    const { leak: _, ...rest } = results
    const leaks = { sameUser: 0.6, anyUser: 0.9, droppedUsers: 3, droppedItems: 4, repeatedPairs: 5 }
    const { leak, ...others } = upgradeResults({ ...rest, leaks } as unknown as RunResults)
    expect(leak).toMatchObject({ futureOfSameUser: 0.6, futureOfOthers: 0.9, ties: null })
    expect(leak.counts).toMatchObject({ droppedUsers: 3, droppedItems: 4, repeatedPairs: 5 })
    expect(others).toEqual(rest)
  })

  it('are left alone when they are of this version', () => {
    expect(upgradeResults(results)).toBe(results)
  })
})
