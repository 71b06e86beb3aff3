import { describe, expect, it } from 'vitest'
import { formatComparison } from '../../bench/comparison.ts'

describe('the whole comparison', () => {
  it('is told with what each model is worth, and a metric that is undefined', () => {
    const model = {
      label: 'ease',
      metrics: { 'ndcg@10': { mean: 0.51234 }, rmse: { mean: null } },
      seconds: { train: 1.25, evaluate: 0.5 },
    }
    const text = formatComparison({ seconds: 60, all: [60, 61], goal: 90, reached: true, models: [model] })
    expect(text).toBe(
      'Whole comparison: 60.0 s (60.0, 61.0); goal: under 90 s.\nease         ndcg@10 0.5123  rmse –  train 1.3 s, evaluate 0.5 s',
    )
  })
})
