import type { Experiment } from '../../contract/experiment.ts'
import { canRunInThreads } from '../../kernels/tensorflow/backend.ts'
import type { AnyRecommender } from '../../recommenders/recommender.ts'

export interface AssignedBackend {
  readonly id: string
  readonly inThreads: boolean
  /** A sentence for the run's log. */
  readonly note: string | null
}

/** Where a model of the experiment runs, and whether several threads of this process may do so at a time. */
export async function backendFor(experiment: Experiment, recommender: AnyRecommender): Promise<AssignedBackend> {
  if (!recommender.abilities.usesBackend) return { id: 'javascript', inThreads: true, note: null }
  const { chooseBackend } = await import('../../kernels/tensorflow/choose.ts')
  const { id, title, reason } = await chooseBackend(experiment.backend)
  return { id, inThreads: canRunInThreads(id), note: `Deep models run on ${title}: ${reason}` }
}
