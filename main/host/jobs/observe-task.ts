import { RecbenchError } from '../../contract/errors.ts'
import type { RemoteTask } from '../../contract/remote.ts'
import type { TaskObserver } from '../../evaluation/task.ts'
import type { TaskNews } from './protocol.ts'
import { sharedSignal } from './shared-signal.ts'

export const pauseBetweenNews = 250

/** Does the work of a task, with errors for want of memory in words. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explainMemory(error)
  }
}

/** Passes on what a task reports: progress at most four times a second, losses and words always. */
export function observe(flag: Int32Array, { signal, notify }: RemoteTask): TaskObserver {
  const tell = (news: TaskNews) => notify(news)
  let toldAt = 0
  let toldStage = ''
  return {
    signal: sharedSignal(flag, signal),
    progress(fraction, stage) {
      const now = performance.now()
      if (kindOf(stage) === toldStage && now - toldAt < pauseBetweenNews) return
      toldAt = now
      toldStage = kindOf(stage)
      tell({ kind: 'progress', fraction, stage })
    },
    loss: (epoch, training, validation, score) =>
      tell({ kind: 'loss', epoch, training: finite(training), validation: orNull(validation), score: orNull(score) }),
    log: (level, text) => tell({ kind: 'log', level, text }),
  }
}

/** The stage without its numbers: `Epoch 3 of 20` and `Epoch 4 of 20` are the same. */
const kindOf = (stage: string) => stage.replaceAll(/\d+/g, '')

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
