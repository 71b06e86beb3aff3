import { describe, expect, it } from 'vitest'
import { Random } from '../../../../main/math/random.ts'
import { chooseByScores, ScoredPolicy, type ChoiceRule } from '../../../../main/recommenders/bandits/scored-policy.ts'

function choose(scores: readonly number[], rule: ChoiceRule): number[] {
  const into = new Float64Array(scores.length)
  chooseByScores(Float32Array.from(scores), rule, into)
  return [...into]
}

describe('choices by scores', () => {
  it('are the best score, lowest arm first, when greedy', () => {
    expect(choose([1, 3, 3], { kind: 'greedy' })).toEqual([0, 1, 0])
  })

  it('are any arm now and then with epsilon', () => {
    expect(choose([1, 3], { kind: 'epsilon', epsilon: 0.5 })).toEqual([0.25, 0.75])
  })

  it('are exp(z / τ) with softmax', () => {
    // scores 0 and 2 have z = −1 and 1
    const [low, high] = choose([0, 2], { kind: 'softmax', temperature: 2 }) as [number, number]
    expect(high / low).toBeCloseTo(Math.exp(1), 9)
    expect(low + high).toBeCloseTo(1, 12)
  })

  it('do not depend on the scale of the scores', () => {
    const rule = { kind: 'softmax', temperature: 1 } as const
    choose([0, 1, 5], rule).forEach((p, arm) => expect(p).toBeCloseTo(choose([100, 300, 1100], rule)[arm]!, 9))
  })

  it('never show an arm that cannot be scored, unless none can', () => {
    const rule = { kind: 'softmax', temperature: 1 } as const
    expect(choose([1, NaN, 1], rule)).toEqual([0.5, 0, 0.5])
    expect(choose([NaN, NaN], rule)).toEqual([0.5, 0.5])
    expect(choose([NaN, -5], { kind: 'greedy' })).toEqual([0, 1])
  })
})

describe('a recommender as a policy', () => {
  it('gives each user the row of its own scores', () => {
    const policy = new ScoredPolicy(Float32Array.of(1, 0, 0, 1), 2, { kind: 'greedy' }, (user) => user - 10)
    const shown = [10, 11].map((user) => policy.select({ user, features: new Float64Array(0) }, new Random(1)))
    expect(shown).toEqual([0, 1])
    const distribution = new Float64Array(2)
    policy.distribution({ user: 11, features: new Float64Array(0) }, distribution)
    expect([...distribution]).toEqual([0, 1])
  })
})
