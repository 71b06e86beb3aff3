import { describe, expect, it } from 'vitest'
import { explainedVariance } from '../../../../main/evaluation/metrics/explained-variance.ts'
import { fcp } from '../../../../main/evaluation/metrics/fcp.ts'
import { logLoss } from '../../../../main/evaluation/metrics/log-loss.ts'
import { maePerUser } from '../../../../main/evaluation/metrics/mae-per-user.ts'
import { mse } from '../../../../main/evaluation/metrics/mse.ts'
import { r2 } from '../../../../main/evaluation/metrics/r2.ts'
import { rmsePerUser } from '../../../../main/evaluation/metrics/rmse-per-user.ts'
import { valueAuc } from '../../../../main/evaluation/metrics/value-auc.ts'
import { measureValues } from '../../../conformance/metric.ts'

describe('metrics of predicted values, by hand', () => {
  it('mse: errors 2 and 0 give 2', () => {
    expect(measureValues(mse, [3, 4], [5, 4])).toBe(2)
  })

  it('per user: errors 3 and 4 of one user and 0 of another give half of the first user’s error', () => {
    expect(measureValues(rmsePerUser, [0, 0, 1], [3, 4, 1], [0, 0, 1])).toBeCloseTo(Math.sqrt(12.5) / 2, 12)
    expect(measureValues(maePerUser, [0, 0, 1], [3, 4, 1], [0, 0, 1])).toBe(1.75)
  })

  it('r2 and explained variance: squared errors 1, 0, 4 of values that spread 6, errors that spread 2', () => {
    expect(measureValues(r2, [1, 2, 3], [2, 2, 5])).toBeCloseTo(1 - 5 / 6, 12)
    expect(measureValues(explainedVariance, [1, 2, 3], [2, 2, 5])).toBeCloseTo(1 - 2 / 6, 12)
  })

  it('are undefined when all values are equal', () => {
    expect(measureValues(r2, [1, 2], [3, 3])).toBeNaN()
    expect(measureValues(explainedVariance, [1, 2], [3, 3])).toBeNaN()
    expect(measureValues(fcp, [1, 2], [3, 3])).toBeNaN()
    expect(measureValues(valueAuc, [1, 2], [3, 3])).toBeNaN()
  })

  it('fcp: of three pairs two are in order and one is tied', () => {
    expect(measureValues(fcp, [4, 4, 2], [5, 3, 1])).toBeCloseTo(2 / 3, 12)
  })

  it('fcp compares within a user only', () => {
    expect(measureValues(fcp, [1, 2, 9, 8], [1, 2, 8, 9], [0, 0, 1, 1])).toBe(0.5)
  })

  it('log loss: probabilities 0.8 of a hit and 0.4 of a miss', () => {
    expect(measureValues(logLoss, [0.8, 0.4], [1, 0])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 12)
    expect(measureValues(logLoss, [0.8, 0.4], [4, 3], [0, 0], 4)).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 12)
  })

  it('log loss is undefined for predictions that are no probabilities', () => {
    expect(measureValues(logLoss, [3.5, 0.4], [1, 0])).toBeNaN()
  })

  it('value AUC: three and a half of four pairs', () => {
    expect(measureValues(valueAuc, [0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0])).toBe(0.875)
    expect(measureValues(valueAuc, [0.9, 0.5, 0.5, 0.1], [5, 4, 3, 1], [0, 0, 1, 1], 4)).toBe(0.875)
  })
})
