import type { MetricInfo, ModelInfo } from '../../main/contract/api/models.ts'
import type { ExperimentInput } from '../../main/contract/experiment.ts'

/** One model of each kind that is quick on a small log. */
const wanted = ['random', 'popularity', 'item-knn', 'ease', 'mult-vae', 'linucb']
const wantedMetrics = ['ndcg', 'recall', 'hit-rate', 'coverage']

/** The models of the first comparison that this installation has. */
export const quickModels = (models: readonly ModelInfo[]) =>
  wanted.flatMap((id) => models.filter((model) => model.id === id))

/** A fair first comparison: a global time split, all items ranked, a few metrics at ten. */
export function quickExperiment(
  data: string,
  models: readonly ModelInfo[],
  metrics: readonly MetricInfo[],
): ExperimentInput {
  const chosen = wantedMetrics.flatMap((id) => metrics.filter((metric) => metric.id === id))
  return {
    data: { name: data },
    split: { kind: 'time', train: 0.8 },
    models: quickModels(models).map(({ id }) => ({ id })),
    metrics: chosen.map((metric) => (metric.takesCutoff ? `${metric.id}@10` : metric.id)),
    seed: 2020,
  }
}
