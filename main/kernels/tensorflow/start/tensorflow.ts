import { createRequire } from 'node:module'
import util from 'node:util'
import * as tf from '@tensorflow/tfjs-core'

const packageName = '@tensorflow/tfjs-node-gpu'

/** TensorFlow's own library through its Node binding: CUDA where it finds a GPU, otherwise the processor. */
export async function start(): Promise<{ title: string; accelerated: boolean }> {
  const require = createRequire(import.meta.url)
  try {
    require.resolve(packageName)
  } catch {
    throw new Error(`the optional package ${packageName} is not installed`)
  }
  restoreRemovedUtilities()
  // The library announces itself on standard error otherwise.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  const binding = (await import(packageName as string)) as { default?: NodeBinding } & NodeBinding
  if (!(await tf.setBackend('tensorflow'))) throw new Error(`${packageName} is installed but its library does not load`)
  const backend = (binding.node ?? binding.default?.node)?.backend?.() as { isUsingGpuDevice?: boolean } | undefined
  const accelerated = backend?.isUsingGpuDevice === true
  return { title: accelerated ? 'TensorFlow on GPU' : 'TensorFlow on CPU', accelerated }
}

interface NodeBinding {
  readonly node?: { backend?(): unknown }
}

/** Version 4.22.0 calls two functions that Node 23 removed (tensorflow/tfjs#8425, fixed but never published). */
function restoreRemovedUtilities(): void {
  const removed = util as unknown as Record<string, unknown>
  removed['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  removed['isArray'] ??= Array.isArray
}
