import type { KernelMemory } from '../../kernels/memory.ts'
import { layOut, type DensePlace, type PairLayout, type PairWidths } from '../../kernels/pair-layout.ts'
import type { PairNetwork } from '../../kernels/reference/differentiate-pairs.ts'
import type { DenseArray } from '../../kernels/tensorflow/backend.ts'
import { denseShapes, type Parameters, type Shape } from './shape.ts'

/** The multiple of 8 that a width is padded to, with zeros, which stay zeros: no gradient reaches them. */
const padded = (width: number): number => 8 * Math.ceil(width / 8)

const widthsOf = ({ embedding, factors, layers }: Shape): PairWidths => ({
  embedding: padded(embedding),
  factors: padded(factors),
  layers: embedding > 0 ? layers.map(padded) : [],
})

/** Puts the parameters of a network into the memory of kernels. */
export function padNetwork(shape: Shape, { userTable, itemTable, dense }: Parameters, memory: KernelMemory) {
  const widths = widthsOf(shape)
  const layout = layOut(widths)
  const table = ({ values, shape: [rows] }: DenseArray) => {
    const into = memory.floats(rows! * (widths.embedding + widths.factors))
    padRows(shape, values, into)
    return into
  }
  const network = {
    ...widths,
    userTable: table(userTable),
    itemTable: table(itemTable),
    dense: memory.floats(layout.length),
  } satisfies PairNetwork
  placesOf(shape, layout).forEach((place, index) => {
    const { values, shape: lengths } = dense[index]!
    copyPlace(place, lengths, (packed, wide, length) =>
      network.dense.set(values.subarray(packed, packed + length), wide),
    )
  })
  return network
}

/** Writes packed rows into rows of a padded table. */
export function padRows(shape: Shape, from: Float32Array, into: Float32Array): void {
  const rows = from.length / (shape.embedding + shape.factors)
  copyTable(shape, widthsOf(shape), rows, (packed, wide, length) =>
    into.set(from.subarray(packed, packed + length), wide),
  )
}

/** Rows of a padded table, such as gradients, without the padding. */
export function unpadRows(shape: Shape, from: Float32Array, rows: number): Float32Array {
  const values = new Float32Array(rows * (shape.embedding + shape.factors))
  copyTable(shape, widthsOf(shape), rows, (packed, wide, length) =>
    values.set(from.subarray(wide, wide + length), packed),
  )
  return values
}

/** Dense parameters, or their gradients, in the order of `denseShapes`, without the padding. */
export function unpadDense(shape: Shape, from: Float32Array): DenseArray[] {
  const places = placesOf(shape, layOut(widthsOf(shape)))
  return denseShapes(shape).map(({ shape: lengths }, index) => {
    const values = new Float32Array(lengths.reduce((size, length) => size * length, 1))
    copyPlace(places[index]!, lengths, (packed, wide, length) => values.set(from.subarray(wide, wide + length), packed))
    return { values, shape: lengths }
  })
}

type Copy = (packed: number, wide: number, length: number) => void

function copyTable({ embedding, factors }: Shape, widths: PairWidths, rows: number, copy: Copy): void {
  for (let row = 0; row < rows; row++) {
    const packed = row * (embedding + factors)
    const wide = row * (widths.embedding + widths.factors)
    copy(packed, wide, embedding)
    copy(packed + embedding, wide + widths.embedding, factors)
  }
}

function copyPlace({ offset, columns }: DensePlace, lengths: readonly number[], copy: Copy): void {
  const [rows, width] = lengths.length === 2 ? [lengths[0]!, lengths[1]!] : [1, lengths[0]!]
  for (let row = 0; row < rows; row++) copy(row * width, offset + row * columns, width)
}

/** In the order of `denseShapes`. */
function placesOf({ embedding, factors }: Shape, layout: PairLayout): DensePlace[] {
  const { userWeights, itemWeights, firstBiases, layers, outputWeights, productWeights, bias } = layout
  const further = layers.flatMap(({ weights, biases }) => [weights, biases])
  const tower = [userWeights, itemWeights, firstBiases, ...further, outputWeights]
  return [...(embedding > 0 ? tower : []), ...(factors > 0 ? [productWeights] : []), bias]
}
