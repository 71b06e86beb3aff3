import type { RemoteTask } from '../../contract/remote.ts'
import { runTask } from '../../evaluation/run-task.ts'
import { runTrial } from '../../evaluation/tuning/trial.ts'
import { explained, observe } from './observe-task.ts'
import { policyWorkers } from './policy-workers.ts'
import type { WorkerPlan, WorkerService } from './protocol.ts'
import { rankElsewhere } from './rank-elsewhere.ts'

/** What a worker does, method by method: trains and evaluates one model on one fold, tries one configuration, or plays a part in valuing a model as a policy. */
export const workers = {
  run: ({ experiment, log, folds, candidates, threads }, { subject, backend, flag }, remote) =>
    explained(() =>
      runTask(
        { ...subject, experiment, log, folds, candidates },
        { ...observe(flag, remote), threads, backend, rankElsewhere },
      ),
    ),
  trial: ({ experiment, log, folds, threads }, { subject, backend, flag }, remote) =>
    explained(() => runTrial({ experiment, log, folds }, subject, { ...observe(flag, remote), threads, backend })),
  ...policyWorkers,
} satisfies {
  [Name in keyof WorkerService]: (
    plan: WorkerPlan,
    request: Parameters<WorkerService[Name]>[0],
    remote: RemoteTask,
  ) => ReturnType<WorkerService[Name]>
}
