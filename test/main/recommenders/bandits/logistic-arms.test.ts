import { describe, expect, it } from 'vitest'
import { fitLogistic } from '../../../../main/math/logistic.ts'
import { Random } from '../../../../main/math/random.ts'
import {
  createLogisticArms,
  learnLogistic,
  logistic,
  restoreLogisticArms,
} from '../../../../main/recommenders/bandits/logistic-arms.ts'

const one = Float64Array.of(1)
const size = (features: number, regularization = 1) => ({ arms: 2, features, regularization })

describe('logistic arms', () => {
  it('move to the mode of belief times likelihood: β = 1 − σ(β) after one success, β = 0.40106', () => {
    for (const covariance of ['full', 'diagonal'] as const) {
      const models = createLogisticArms(covariance, size(1))
      learnLogistic(models, 1, one, 1, 0)
      expect(models.mean(1, one)).toBeCloseTo(0.4010581375, 9)
      // 1 + σ(β) (1 − σ(β)) = 1 + 0.59894 · 0.40106
      expect(1 / models.variance(1, one)).toBeCloseTo(1 + 0.5989418625 * 0.4010581375, 9)
      expect(models.mean(0, one)).toBe(0)
    }
  })

  it('solve H (β − β₀) = (y − σ(b + βᵀx)) x with the whole matrix', () => {
    const models = createLogisticArms('full', size(2, 0.5))
    const first = Float64Array.of(1, 2)
    learnLogistic(models, 0, first, 1, 0.3)
    // β = s x / λ, s = 1 − σ(0.3 + 10 s), H = λI + c x xᵀ
    const s = models.mean(0, first) / 10
    expect(s).toBeCloseTo(1 - logistic(0.3 + 10 * s), 12)
    const c = s * (1 - s)
    const x = Float64Array.of(0, 1)
    const before = [models.mean(0, Float64Array.of(1, 0)), models.mean(0, x)]
    learnLogistic(models, 0, x, 0, 0.3)
    const after = [models.mean(0, Float64Array.of(1, 0)), models.mean(0, x)]
    const [d0, d1] = [after[0]! - before[0]!, after[1]! - before[1]!]
    expect((0.5 + c) * d0 + 2 * c * d1).toBeCloseTo(0, 12)
    expect(2 * c * d0 + (0.5 + 4 * c) * d1).toBeCloseTo(-logistic(0.3 + after[1]!), 12)
  })

  it('come near the regression fitted to all rounds at once', () => {
    const random = new Random('rounds')
    const [rounds, d] = [2000, 3]
    const features = Float64Array.from({ length: rounds * d }, (_, i) => (i % d === 0 ? 1 : random.normal()))
    const row = (n: number) => features.subarray(n * d, (n + 1) * d)
    const labels = Float64Array.from({ length: rounds }, (_, n) => {
      const [, x, y] = row(n)
      return random.uniform() < logistic(-1 + 0.8 * x! - 0.5 * y!) ? 1 : 0
    })
    const models = createLogisticArms('full', size(d, 1e-3))
    labels.forEach((label, n) => learnLogistic(models, 0, row(n), label, 0))
    const fitted = fitLogistic(features, labels, d, 1e-3)
    fitted.forEach((weight, i) => {
      const axis = Float64Array.from({ length: d }, (_, j) => (i === j ? 1 : 0))
      expect(Math.abs(models.mean(0, axis) - weight)).toBeLessThan(0.05)
    })
  })

  it('stay finite with features so large that the outcome is sure', () => {
    for (const covariance of ['full', 'diagonal'] as const) {
      const models = createLogisticArms(covariance, size(1))
      const huge = Float64Array.of(1e4)
      for (const reward of [1, 1, 0, 1, 0]) learnLogistic(models, 0, huge, reward, 0)
      expect(Number.isFinite(models.mean(0, huge))).toBe(true)
      expect(models.variance(0, huge)).toBeGreaterThan(0)
    }
  })

  it('are the same after they were saved', () => {
    for (const covariance of ['full', 'diagonal'] as const) {
      const models = createLogisticArms(covariance, size(2))
      const x = Float64Array.of(1, -2)
      learnLogistic(models, 1, x, 1, 0)
      const restored = restoreLogisticArms(covariance, size(2), models.columns())
      expect([restored.mean(1, x), restored.variance(1, x)]).toEqual([models.mean(1, x), models.variance(1, x)])
    }
  })
})
