import os from 'node:os'
import type { RunEstimate } from '../contract/api/runs.ts'
import type { Experiment } from '../contract/experiment.ts'
import { estimateRun } from '../evaluation/estimate/estimate.ts'
import type { Services } from './services.ts'

/** What a run of the experiment would take on this machine; its data are imported and prepared as the run would. */
export async function estimateExperiment(
  services: Services,
  experiment: Experiment,
  signal: AbortSignal,
): Promise<RunEstimate> {
  const { sources, models, estimates } = services
  const { log, folds } = await sources.prepare(experiment.data, experiment.prepare, {
    signal,
    progress: () => undefined,
  })
  signal.throwIfAborted()
  const { split, seed } = experiment
  const shape = await models.call('shape', { log, folds, split, seed }, { signal })
  return estimateRun(experiment, shape, {
    ...(await estimates.basis()),
    threads: Math.min(experiment.threads ?? services.threads, os.availableParallelism()),
    availableBytes: process.availableMemory(),
  })
}
