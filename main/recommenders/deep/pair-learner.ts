import type { BackendId } from '../../kernels/tensorflow/backend.ts'
import type { Scores } from '../recommender.ts'
import type { Batch } from './examples.ts'
import type { Parameters, Shape } from './shape.ts'

export interface LearningPlan {
  readonly learningRate: number
  /** λ of the L2 penalty on the embeddings of a batch. */
  readonly regularization: number
}

/** A network over pairs on one backend: it learns from batches by Adam, row-sparse for the embeddings, and scores. */
export interface PairLearner {
  /** One step; the mean cross-entropy of the batch before it. */
  step(batch: Batch): Promise<number>
  /** The mean cross-entropy of a batch. */
  loss(batch: Batch): Promise<number>
  /** It, with its gradients with respect to the batch's user rows, its item rows and the dense parameters; nothing moves. */
  differentiate(batch: Batch): Promise<{ loss: number; gradients: Float32Array[] }>
  /** Logits of every item for each user, row-major into `into`. */
  score(users: Int32Array, into: Scores): void | Promise<void>
  /** The same for somebody with the given embeddings, first the tower's, then the product path's. */
  scoreVector(vector: Float32Array, into: Scores): void | Promise<void>
  /** A copy of the parameters as they are now. */
  parameters(): Parameters
}

/**
 * Opens a network on a backend: `wasm` runs it in compiled kernels, the others through TensorFlow.js. Both begin with the same parameters and compute the same.
 *
 * @throws RecbenchError `unsupported` when the backend does not run here
 */
export async function openPairLearner(
  backend: string,
  shape: Shape,
  parameters: Parameters,
  plan: LearningPlan,
  threads: number,
): Promise<PairLearner> {
  if (backend === 'wasm') {
    const { CompiledLearner } = await import('./compiled-learner.ts')
    return new CompiledLearner(shape, parameters, plan, threads)
  }
  const [{ openBackend }, { TensorLearner }] = await Promise.all([
    import('../../kernels/tensorflow/open.ts'),
    import('./tensor-learner.ts'),
  ])
  return new TensorLearner(await openBackend(backend as BackendId), shape, parameters, plan)
}
