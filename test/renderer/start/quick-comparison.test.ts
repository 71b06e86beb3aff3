import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { MetricInfo, ModelInfo } from '../../../main/contract/api/models.ts'
import { experimentSchema } from '../../../main/contract/experiment.ts'
import { metrics as allMetrics } from '../../../main/evaluation/all.ts'
import { describe as describeModel, recommenders } from '../../../main/recommenders/all.ts'
import { quickExperiment, quickModels } from '../../../renderer/start/quick-comparison.ts'

describe('the first comparison', () => {
  const models: readonly ModelInfo[] = recommenders.map(describeModel)
  const metrics = allMetrics as readonly Pick<MetricInfo, 'id' | 'takesCutoff'>[] as readonly MetricInfo[]

  it('has a model of several families that this installation knows', () => {
    expect(new Set(quickModels(models).map(({ family }) => family)).size).toBeGreaterThanOrEqual(3)
  })

  it('is an experiment that the contract accepts', () => {
    const experiment = quickExperiment('shop', models, metrics)
    expect(v.safeParse(experimentSchema, experiment).success).toBe(true)
    expect(experiment.metrics).toContain('ndcg@10')
    expect(experiment.split).toEqual({ kind: 'time', train: 0.8 })
  })
})
