import { RecbenchError } from '../../contract/errors.ts'
import { openKernels } from '../kernels.ts'
import { layOut } from '../pair-layout.ts'
import type { KernelBackend } from '../registry.ts'

/** Losses of the trial's three steps, by the kernels' definitions. */
const expected = [2.3218, 2.00822, 0.58426]
const tolerance = 1e-4

/**
 * Trains a tiny network over pairs for three steps in the compiled kernels that such networks use on `wasm`, and compares the losses with known ones.
 *
 * @throws RecbenchError `unsupported` with both numbers
 */
export function tryKernels(): void {
  const losses = trainTinyPairs('wasm')
  const wrong = losses.findIndex((loss, step) => !(Math.abs(loss - expected[step]!) <= tolerance))
  if (wrong >= 0)
    throw new RecbenchError(
      'unsupported',
      `The compiled kernels computed a loss of ${losses[wrong]} in step ${wrong + 1} of the trial training, where ${expected[wrong]} is right.`,
    )
}

/** The losses of the three steps. */
export function trainTinyPairs(backend: KernelBackend): number[] {
  const { memory, run } = openKernels({ threads: 1, backend })
  const widths = { embedding: 8, factors: 8, layers: [16, 8] }
  const width = widths.embedding + widths.factors
  const put = (length: number) => memory.putFloats(Float32Array.from({ length }, (_, i) => Math.sin(1.7 * i + length)))
  const { length, bias } = layOut(widths)
  const network = { ...widths, userTable: put(4 * width), itemTable: put(5 * width), dense: put(length) }
  network.dense.fill(0, bias.offset)
  const batch = {
    users: memory.putIntegers([0, 3, 1]),
    items: memory.putIntegers([4, 0]),
    left: Int32Array.of(0, 1, 2, 2, 0),
    right: Int32Array.of(0, 1, 1, 0, 1),
    labels: Float32Array.of(1, 0, 0, 1, 1),
  }
  const gradients = { users: memory.floats(3 * width), items: memory.floats(2 * width), dense: memory.floats(length) }
  const learning = (values: Float32Array, gradient: Float32Array, rows: Int32Array | null, rowWidth: number) => {
    const table = { values, gradient, rows, width: rowWidth, decay: 0 }
    return { ...table, first: memory.floats(values.length), second: memory.floats(values.length) }
  }
  const tables = [
    learning(network.userTable, gradients.users, batch.users, width),
    learning(network.itemTable, gradients.items, batch.items, width),
    learning(network.dense, gradients.dense, null, 8),
  ]
  return [1, 2, 3].map((step) => {
    const loss = run('differentiatePairs', { network, batch, gradients })
    for (const table of tables)
      run('adamRows', { ...table, rate: 0.1 / (1 - 0.9 ** step), secondScale: 1 / (1 - 0.999 ** step) })
    return loss
  })
}
