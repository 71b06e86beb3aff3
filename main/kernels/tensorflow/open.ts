import * as tf from '@tensorflow/tfjs-core'
// Registers the gradients of all operations: tfjs-core's own bundle for Node leaves them out.
import '@tensorflow/tfjs-layers'
import { RecbenchError } from '../../contract/errors.ts'
import { backendIds, type Backend, type BackendId, type DenseArray } from './backend.ts'

// Leaves out the package's checks of every number, and its advertisement.
tf.enableProdMode()

/** Loads the packages of a backend and makes it the current one; throws an Error whose message says why it cannot. */
type Start = () => Promise<Pick<Backend, 'title' | 'accelerated'>>

const starts: Readonly<Record<BackendId, () => Promise<{ start: Start }>>> = {
  tensorflow: () => import('./start/tensorflow.ts'),
  webgpu: () => import('./start/webgpu.ts'),
  wasm: () => import('./start/wasm.ts'),
  cpu: () => import('./start/cpu.ts'),
}

const opened = new Map<BackendId, Promise<Backend>>()

/**
 * Opens a backend in this thread, once.
 *
 * @throws RecbenchError `unsupported` when its packages, driver or device are missing, with the reason
 */
export function openBackend(id: BackendId): Promise<Backend> {
  const found = opened.get(id)
  if (found) return found.then(async (backend) => (await activate(id), backend))
  const backend = start(id)
  opened.set(id, backend)
  return backend
}

async function start(id: BackendId): Promise<Backend> {
  try {
    const { start } = await starts[id]()
    const facts = await start()
    return {
      id,
      ...facts,
      differentiate: async (inputs, loss) => (await activate(id), differentiate(inputs, loss)),
      compute: async (inputs, output) => (await activate(id), compute(inputs, output)),
    }
  } catch (cause) {
    opened.delete(id)
    throw new RecbenchError('unsupported', `The backend "${id}" does not run here: ${describe(cause)}.`, {
      why: describe(cause),
      remedy: `Choose another of ${backendIds.slice(0, 3).join(', ')}, or auto.`,
      cause,
    })
  }
}

async function activate(id: BackendId): Promise<void> {
  if (tf.getBackend() !== id) await tf.setBackend(id)
}

/** The first line of what went wrong, as the end of a sentence. */
function describe(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.split('\n', 1)[0]!.trim().replace(/\.$/, '')
}

const toTensor = ({ values, shape }: DenseArray) => tf.tensor(values, [...shape], 'float32')

async function differentiate(inputs: readonly DenseArray[], loss: (tensors: tf.Tensor[]) => tf.Scalar) {
  const results = tf.tidy(() => {
    const tensors = inputs.map(toTensor)
    const { value, grads } = tf.valueAndGrads((...parameters) => loss(parameters))(tensors)
    return [value, ...grads]
  })
  const [value, ...gradients] = await readAll(results)
  return { loss: value![0]!, gradients }
}

async function compute(inputs: readonly DenseArray[], output: (tensors: tf.Tensor[]) => tf.Tensor) {
  const result = tf.tidy(() => output(inputs.map(toTensor)))
  return (await readAll([result]))[0]!
}

async function readAll(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  const values = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()))
  tf.dispose([...tensors])
  return values
}
