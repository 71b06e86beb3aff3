import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../../main/contract/settings.ts'
import { Random } from '../../../../main/math/random.ts'
import { linucbHybrid } from '../../../../main/recommenders/bandits/linucb-hybrid.ts'
import { behavesLikePolicy } from '../../../conformance/policy.ts'
import { behavesLikeRecommender } from '../../../conformance/recommender.ts'

behavesLikePolicy(linucbHybrid)

describe('linucb-hybrid', () => {
  behavesLikeRecommender(linucbHybrid, { ndcgAt10: [0.4, 0.54], config: { dimensions: 4 } })

  const create = (arms: number, features: number, settings: Record<string, number>) =>
    linucbHybrid.policy.create({ arms, features }, parseConfiguration('linucb-hybrid', linucbHybrid.settings, settings))

  it('lends what one arm learned to the others', () => {
    const policy = create(2, 1, {})
    const context = { user: 0, features: Float64Array.of(1) }
    policy.update(context, 0, 1)
    // weights (β₀, θ₀, θ₁) of ridge regression on one row (1, 1, 0) with reward 1: (1, 1, 0) / 3
    const into = new Float64Array(2)
    policy.expected(context, into)
    expect(into[0]).toBeCloseTo(2 / 3, 12)
    expect(into[1]).toBeCloseTo(1 / 3, 12)
  })

  it('is the ridge regression of shared and own weights together, with its variances', () => {
    const [arms, width, lambda] = [3, 4, 0.6]
    const random = new Random('hybrid')
    const rounds = Array.from({ length: 14 }, (_, round) => ({
      arm: round % 2,
      x: Float64Array.from({ length: width }, () => random.normal()),
      reward: random.uniform(),
    }))
    const size = width * (arms + 1)
    const row = (arm: number, x: Float64Array) => {
      const values = new Float64Array(size)
      values.set(x)
      values.set(x, width * (arm + 1))
      return values
    }
    const policy = create(arms, width, { regularization: lambda, exploration: 0.7 })
    const matrix = Array.from({ length: size }, (_, i) =>
      Float64Array.from({ length: size }, (_, j) => +(i === j) * lambda),
    )
    const sums = new Float64Array(size)
    for (const { arm, x, reward } of rounds) {
      policy.update({ user: 0, features: x }, arm, reward)
      const z = row(arm, x)
      for (let i = 0; i < size; i++) {
        sums[i]! += reward * z[i]!
        for (let j = 0; j < size; j++) matrix[i]![j]! += z[i]! * z[j]!
      }
    }
    const weights = solve(matrix, sums)
    const expected = new Float64Array(arms)
    const chosen = new Set<number>()
    for (let trial = 0; trial < 60; trial++) {
      const x = Float64Array.from({ length: width }, () => random.normal())
      policy.expected({ user: 0, features: x }, expected)
      const index = new Float64Array(arms)
      for (let arm = 0; arm < arms; arm++) {
        const z = row(arm, x)
        const mean = dot(z, weights)
        expect(expected[arm]).toBeCloseTo(mean, 10)
        index[arm] = mean + 0.7 * Math.sqrt(dot(z, solve(matrix, z)))
      }
      const arm = policy.select({ user: 0, features: x }, random)
      expect(arm).toBe(index.indexOf(Math.max(...index)))
      chosen.add(arm)
    }
    expect(chosen.size).toBeGreaterThan(1)
  })
})

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

/** Gaussian elimination of a positive definite system. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((row, i) => Float64Array.of(...row, right[i]!))
  rows.forEach((pivot, i) => {
    for (const row of rows) {
      if (row === pivot) continue
      const factor = row[i]! / pivot[i]!
      row.forEach((_, j) => (row[j]! -= factor * pivot[j]!))
    }
  })
  return Float64Array.from(rows, (row, i) => row.at(-1)! / row[i]!)
}
