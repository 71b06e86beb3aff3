import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'

/** TensorFlow.js in plain JavaScript: exact and slow, the reference in tests. */
export async function start(): Promise<{ title: string; accelerated: boolean }> {
  if (!(await tf.setBackend('cpu'))) throw new Error('TensorFlow.js refused its cpu backend.')
  return { title: 'JavaScript (tests only)', accelerated: false }
}
