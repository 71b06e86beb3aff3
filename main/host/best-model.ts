import type { RunResults, RunSummary } from '../contract/api/runs.ts'
import type { Experiment } from '../contract/experiment.ts'
import { hasLens } from '../contract/policy-plan.ts'
import { findMetric } from '../evaluation/all.ts'

/** The best model by the experiment's first metric; of a run that ranks nothing, by its mean reward in the simulation. */
export function bestOf(experiment: Experiment, results: RunResults | null): RunSummary['best'] {
  if (!hasLens(experiment.policies, 'ranking')) return bestPolicy(results)
  const metric = experiment.metrics[0]!
  const { higherIsBetter } = findMetric(metric, experiment.profile).metric
  const ranked = (results?.models ?? [])
    .flatMap(({ label, metrics }) => {
      const value = metrics[metric]?.mean
      return value === null || value === undefined ? [] : [{ label, value }]
    })
    .sort((a, b) => (higherIsBetter ? b.value - a.value : a.value - b.value))
  return ranked[0] ?? null
}

function bestPolicy(results: RunResults | null): RunSummary['best'] {
  const simulated = (results?.policies ?? []).flatMap(({ label, simulation }) =>
    simulation ? [{ label, value: simulation.meanReward }] : [],
  )
  return simulated.sort((a, b) => b.value - a.value)[0] ?? null
}
