import type { ModelInfo } from '../contract/api/models.ts'
import type { PairedValues, RankComparison, RunDetail, RunResults } from '../contract/api/runs.ts'

type Titles = readonly Pick<ModelInfo, 'id' | 'title'>[]

/** The label of a model with its catalogue title in the place of its id; what tells configurations apart stays. */
export function titleLabel(label: string, id: string, models: Titles): string {
  const title = models.find((model) => model.id === id)?.title
  return title !== undefined && (label === id || label.startsWith(`${id} `)) ? title + label.slice(id.length) : label
}

/** Results as tables show them: titles for ids, in models, tests and policies alike. */
export function titleResults(results: RunResults, models: Titles): RunResults {
  const names = new Map(results.models.map(({ id, label }) => [label, titleLabel(label, id, models)]))
  const name = (label: string) => names.get(label) ?? label
  return {
    ...results,
    models: results.models.map((model) => ({ ...model, label: name(model.label) })),
    tests: results.tests.map((test) => ({ ...test, a: name(test.a), b: name(test.b) })),
    ...(results.segments && {
      segments: results.segments.map((segmentation) => ({
        ...segmentation,
        models: segmentation.models.map((model) => ({ ...model, label: name(model.label) })),
      })),
    }),
    ...(results.abTests && {
      abTests: results.abTests.map((test) => ({ ...test, a: name(test.a), b: name(test.b) })),
    }),
    policies: results.policies.map((policy) => ({ ...policy, label: titleLabel(policy.label, policy.id, models) })),
  }
}

/** The same for models that are ranked. */
export const titleRanks = (ranks: RankComparison, models: Titles): RankComparison => ({
  ...ranks,
  models: ranks.models.map((model) => ({ ...model, label: titleLabel(model.label, model.id, models) })),
})

/** The same for a run's lanes and results. */
export function titleDetail(detail: RunDetail, models: Titles): RunDetail {
  const { lanes, results, experiment, summary } = detail
  const ids = new Map(lanes.map(({ label, model }) => [label, experiment.models[model]?.id ?? label]))
  const best = summary.best
  return {
    ...detail,
    summary: best
      ? { ...summary, best: { ...best, label: titleLabel(best.label, ids.get(best.label) ?? best.label, models) } }
      : summary,
    lanes: lanes.map((lane) => ({ ...lane, label: titleLabel(lane.label, ids.get(lane.label)!, models) })),
    results: results && titleResults(results, models),
  }
}

/** Per-user values under the titles of titled results that stand in the same order as their models. */
export function titlePairs(pairs: PairedValues, models: Titles): PairedValues {
  const byLength = models.toSorted((a, b) => b.id.length - a.id.length)
  return {
    ...pairs,
    models: pairs.models.map((label) => {
      const id = byLength.find((model) => label === model.id || label.startsWith(`${model.id} `))?.id
      return id === undefined ? label : titleLabel(label, id, models)
    }),
  }
}
