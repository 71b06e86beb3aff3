import { RecbenchError } from '../../contract/errors.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import { runTask } from '../../evaluation/run-task.ts'
import type { Task, TaskOutcome } from '../../evaluation/task.ts'
import type { TaskNews, WorkerPlan } from './protocol.ts'
import { sharedSignal } from './shared-signal.ts'

const pauseBetweenNews = 250

/** Trains and evaluates one model on one fold, and tells how it goes at most four times a second. */
export async function runOneTask(
  plan: WorkerPlan,
  { task, backend, flag }: { task: Task; backend: string; flag: Int32Array },
  { signal, notify }: RemoteTask,
): Promise<TaskOutcome> {
  const tell = (news: TaskNews) => notify(news)
  let toldAt = 0
  let toldStage = ''
  try {
    return await runTask(
      { ...task, experiment: plan.experiment, log: plan.log, folds: plan.folds },
      {
        signal: sharedSignal(flag, signal),
        threads: plan.threads,
        backend,
        progress(fraction, stage) {
          const now = performance.now()
          if (stage === toldStage && now - toldAt < pauseBetweenNews) return
          toldAt = now
          toldStage = stage
          tell({ kind: 'progress', fraction, stage })
        },
        loss: (epoch, training, validation, score) =>
          tell({
            kind: 'loss',
            epoch,
            training: finite(training),
            validation: orNull(validation),
            score: orNull(score),
          }),
        log: (level, text) => tell({ kind: 'log', level, text }),
      },
    )
  } catch (error) {
    throw explainMemory(error)
  }
}

const orNull = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null)

function finite(loss: number): number {
  if (Number.isFinite(loss)) return loss
  throw new RecbenchError('invalid-parameter', `The training loss is ${loss}: the model diverged.`, {
    remedy: 'Lower the learning rate or raise the regularization.',
  })
}

function explainMemory(error: unknown): unknown {
  const text = error instanceof RangeError ? error.message : ''
  if (!/allocation failed|Invalid (typed )?array (buffer )?length/i.test(text)) return error
  return new RecbenchError('does-not-fit', `The model does not fit into memory: ${text}.`, {
    remedy: 'Lower its dimensions, use fewer threads, or filter the log, for example by a k-core.',
    cause: error,
  })
}
