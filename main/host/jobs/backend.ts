import type { Experiment } from '../../contract/experiment.ts'
import { canRunInThreads } from '../../kernels/tensorflow/backend.ts'
import type { AnyRecommender } from '../../recommenders/recommender.ts'
import type { BackendChoice } from '../model-service.ts'

export interface AssignedBackend {
  readonly id: string
  readonly inThreads: boolean
  /** A sentence for the run's log. */
  readonly note: string | null
}

/** Where a model of the experiment runs, and whether several threads of this process may do so at a time. */
export async function backendFor(experiment: Experiment, recommender: AnyRecommender): Promise<AssignedBackend> {
  if (!recommender.abilities.usesBackend) return { id: 'javascript', inThreads: true, note: null }
  const { id, title, reason } = await chooseBackend(experiment.backend)
  return { id, inThreads: canRunInThreads(id), note: `Deep models run on ${title}: ${reason}` }
}

/** The backend for deep models: the one asked for, or the best one that works here. */
export async function chooseBackend(asked: string): Promise<BackendChoice> {
  const { openBackend } = await import('../../kernels/tensorflow/open.ts')
  const { id, title } = await openBackend(asked === 'auto' ? 'wasm' : (asked as 'wasm'))
  return { id, title, reason: 'it works here.' }
}
