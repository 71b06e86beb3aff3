import * as tf from '@tensorflow/tfjs-core'
import { RecbenchError } from '../../contract/errors.ts'
import type { Backend } from './backend.ts'
import { binaryCrossEntropy } from './pairs.ts'

/** Losses of the trial's three steps, by the cpu backend. */
const expected = [1.21458, 0.74987, 0.51707]
/** Backends add in different orders; a wrong gradient misses by far more. */
const tolerance = 1e-3

/**
 * Trains a tiny network for three steps on the current backend (an embedding gathered by number, a dense layer, binary cross-entropy, Adam) and compares the
 * losses with known ones: a backend that loads but lacks or garbles a kernel is found out here, not in somebody's run.
 *
 * @throws RecbenchError `unsupported` with both numbers
 */
export async function tryTraining(backend: Backend): Promise<void> {
  const losses = await trainTiny()
  const wrong = losses.findIndex((loss, step) => !(Math.abs(loss - expected[step]!) <= tolerance))
  if (wrong >= 0)
    throw new RecbenchError(
      'unsupported',
      `${backend.title} computed a loss of ${losses[wrong]} in step ${wrong + 1} of the trial training, where ${expected[wrong]} is right.`,
    )
}

/** The losses of the three steps. */
export async function trainTiny(): Promise<number[]> {
  const table = tf.variable(waves([6, 4]))
  const weights = tf.variable(waves([4, 8]))
  const output = tf.variable(waves([8, 1]))
  const rows = tf.tensor1d([0, 3, 3, 5, 1, 0], 'int32')
  const labels = tf.tensor1d([1, 0, 0, 1, 1, 0])
  const optimizer = tf.train.adam(0.1)
  const losses: number[] = []
  try {
    for (let step = 0; step < 3; step++) {
      const cost = optimizer.minimize(
        () => {
          const hidden = tf.relu(tf.matMul(tf.gather(table, rows) as tf.Tensor2D, weights as tf.Tensor2D))
          return binaryCrossEntropy(labels, tf.squeeze(tf.matMul(hidden, output as tf.Tensor2D), [1]))
        },
        true,
        [table, weights, output],
      )
      losses.push((await cost!.data())[0]!)
      cost!.dispose()
    }
    return losses
  } finally {
    optimizer.dispose()
    tf.dispose([table, weights, output, rows, labels])
  }
}

/** Values without a pattern that a wrong kernel could keep. */
function waves(shape: [number, number]): tf.Tensor2D {
  const values = Float32Array.from({ length: shape[0] * shape[1] }, (_, i) => Math.sin(1.7 * i + shape[1]))
  return tf.tensor2d(values, shape)
}
