import type { Scalar, Tensor } from '@tensorflow/tfjs-core'

/** In the order in which they are tried; `cpu` is for tests and is never chosen. */
export const backendIds = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const
export type BackendId = (typeof backendIds)[number]

/** A parameter or other dense input: row-major values with their shape. */
export interface DenseArray {
  readonly values: Float32Array
  readonly shape: readonly number[]
}

/**
 * All that deep recommenders ask of a machine. Parameters live in typed arrays outside; tensors exist within one call and are freed at its end.
 */
export interface Backend {
  readonly id: BackendId
  /** For people, such as `WASM SIMD` or `TensorFlow on GPU`. */
  readonly title: string
  /** Whether a real graphics processor does the work. */
  readonly accelerated: boolean
  /** The value of `loss` at `inputs` and its gradient with respect to each input. */
  differentiate(
    inputs: readonly DenseArray[],
    loss: (tensors: Tensor[]) => Scalar,
  ): Promise<{ loss: number; gradients: Float32Array[] }>
  /** The value of `output` at `inputs`. */
  compute(inputs: readonly DenseArray[], output: (tensors: Tensor[]) => Tensor): Promise<Float32Array>
}

/**
 * Whether several worker threads of one process should each open this backend, to train a fold each. WASM and CPU are plain memory of the thread that opened
 * them. TensorFlow's binding and Dawn also load in several threads (tried with two), but each drives one device with threads of its own: folds there take turns.
 */
export const canRunInThreads = (id: string): boolean => id === 'wasm' || id === 'cpu'
