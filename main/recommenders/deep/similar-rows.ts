import type { DenseArray } from '../../kernels/tensorflow/backend.ts'

/** The k rows of a table with the largest cosine to a given one, best first, itself left out. */
export function similarRows({ values, shape }: DenseArray, row: number, k: number) {
  const [rows, width] = shape as readonly [number, number]
  const dot = (a: number, b: number) => {
    let sum = 0
    for (let i = a * width, j = b * width; i < (a + 1) * width; i++, j++) sum += values[i]! * values[j]!
    return sum
  }
  const length = Math.sqrt(dot(row, row))
  const cosine = Float32Array.from({ length: rows }, (_, other) => {
    const product = length * Math.sqrt(dot(other, other))
    return product > 0 ? dot(row, other) / product : 0
  })
  const items = Int32Array.from({ length: rows }, (_, other) => other)
    .filter((other) => other !== row)
    .sort((a, b) => cosine[b]! - cosine[a]! || a - b)
    .slice(0, k)
  return { items, similarities: Float32Array.from(items, (item) => cosine[item]!) }
}
