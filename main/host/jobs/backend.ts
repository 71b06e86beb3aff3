import type { Experiment, ModelChoice } from '../../contract/experiment.ts'
import { canRunInThreads } from '../../kernels/tensorflow/backend.ts'
import { needsBackend } from '../../recommenders/nested.ts'

export interface AssignedBackend {
  readonly id: string
  readonly inThreads: boolean
  /** A sentence for the run's log. */
  readonly note: string | null
}

/** Where a model of the experiment runs, and whether several threads of this process may do so at a time. */
export async function backendFor(experiment: Experiment, { id: model, config }: ModelChoice): Promise<AssignedBackend> {
  if (!needsBackend(model, config)) return { id: 'javascript', inThreads: true, note: null }
  const { chooseBackend } = await import('../../kernels/tensorflow/choose.ts')
  const { id, title, reason } = await chooseBackend(experiment.backend)
  return { id, inThreads: canRunInThreads(id), note: `Deep models run on ${title}: ${reason}` }
}
