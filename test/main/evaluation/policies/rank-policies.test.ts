import { describe, expect, it } from 'vitest'
import type { PolicyResult } from '../../../../main/contract/api/runs.ts'
import { pickRanking, rankPolicies, spearman } from '../../../../main/evaluation/policies/rank-policies.ts'

const policy = (values: Record<string, number | null>, known?: PolicyResult['known']): PolicyResult => ({
  id: 'p',
  label: 'p',
  family: 'bandits',
  simulation: null,
  estimates: Object.entries(values).map(([estimator, value]) => ({
    estimator,
    value,
    low: null,
    high: null,
    effectiveSample: 1,
    rounds: 1,
    note: null,
  })),
  overlap: [],
  largestWeight: null,
  ...(known && { known }),
  error: null,
})

describe('the ranking of policies', () => {
  it('puts the largest value first, by each estimator that values two or more', () => {
    const rankings = rankPolicies([
      policy({ ips: 0.1, dr: 0.3, replay: null }),
      policy({ ips: 0.2, dr: 0.2, replay: 1 }),
    ])
    expect(rankings.map(({ estimator, order }) => [estimator, order])).toEqual([
      ['ips', [1, 0]],
      ['dr', [0, 1]],
    ])
    expect(pickRanking(rankings)?.estimator).toBe('dr')
  })

  it('compares with the truth where rewards were drawn anew', () => {
    const known = (truth: number, good: number, bad: number) => ({
      truth,
      estimates: { ips: [good, good], dr: [bad, bad] },
    })
    const rankings = rankPolicies([
      policy({ ips: 0.1, dr: 0.3 }, known(0.1, 0.11, 0.3)),
      policy({ ips: 0.2, dr: 0.2 }, known(0.2, 0.19, 0.2)),
      policy({ ips: 0.3, dr: 0.1 }, known(0.3, 0.31, 0.1)),
    ])
    expect(rankings[0]).toMatchObject({ estimator: 'ips', rankCorrelation: 1, regret: 0 })
    expect(rankings[1]!.rankCorrelation).toBe(-1)
    expect(rankings[1]!.regret).toBeCloseTo(0.2, 12)
    expect(pickRanking(rankings)?.estimator).toBe('ips')
  })

  it('says nothing about two policies beyond the regret', () => {
    const known = (truth: number) => ({ truth, estimates: { ips: [truth] } })
    const [ranking] = rankPolicies([policy({ ips: 1 }, known(1)), policy({ ips: 2 }, known(2))])
    expect(ranking).toMatchObject({ rankCorrelation: null, regret: 0 })
  })

  it("is Spearman's with average ranks for ties", () => {
    expect(spearman(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 3, 2, 4))).toBeCloseTo(0.8, 12)
    expect(spearman(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBe(0)
  })
})
