import type { DenseArray } from '../../kernels/tensorflow/backend.ts'
import type { Random } from '../../math/random.ts'

/** A network over a user and an item: a tower over both embeddings, an inner product of two further embeddings, or both. */
export interface Shape {
  readonly users: number
  readonly items: number
  /** Width of the embeddings that the tower sees; 0 leaves the tower out. */
  readonly embedding: number
  /** Width of the embeddings that are multiplied element by element; 0 leaves that path out. */
  readonly factors: number
  /** Widths of the tower's layers. */
  readonly layers: readonly number[]
}

/** Row r of a table is the embedding that the tower sees, then the embedding of the product path. */
export interface Parameters {
  readonly userTable: DenseArray
  readonly itemTable: DenseArray
  readonly dense: readonly DenseArray[]
}

/**
 * Embeddings are normal with the given deviation, layers uniform within √(6 / (fan in + fan out)) (Glorot and Bengio 2010), biases zero. The output weights of the
 * product path start at 1, so that it starts as an inner product.
 */
export function initialize(shape: Shape, deviation: number, random: Random): Parameters {
  const width = shape.embedding + shape.factors
  const table = (rows: number) => fill([rows, width], () => deviation * random.normal())
  const userTable = table(shape.users)
  const itemTable = table(shape.items)
  const dense = denseShapes(shape).map((part) => {
    if (part.start === 'zero') return fill(part.shape, () => 0)
    if (part.start === 'one') return fill(part.shape, () => 1)
    const limit = Math.sqrt(6 / (part.fanIn + (part.shape[1] ?? 1)))
    return fill(part.shape, () => limit * (2 * random.uniform() - 1))
  })
  return { userTable, itemTable, dense }
}

function fill(shape: readonly number[], value: () => number): DenseArray {
  const values = new Float32Array(shape.reduce((size, length) => size * length, 1))
  for (let i = 0; i < values.length; i++) values[i] = value()
  return { values, shape }
}

interface DensePart {
  readonly shape: readonly number[]
  readonly start: 'glorot' | 'zero' | 'one'
  readonly fanIn: number
}

/** In order: Wᵤ, Wᵢ and bias of the first layer; weights and bias of each further one; output weights of the tower; those of the product; output bias. */
export function denseShapes({ embedding, factors, layers }: Shape): DensePart[] {
  const part = (shape: readonly number[], start: DensePart['start'], fanIn = shape[0]!) => ({ shape, start, fanIn })
  const tower = layers.flatMap((width, layer) =>
    layer === 0
      ? [
          part([embedding, width], 'glorot', 2 * embedding),
          part([embedding, width], 'glorot', 2 * embedding),
          part([width], 'zero'),
        ]
      : [part([layers[layer - 1]!, width], 'glorot'), part([width], 'zero')],
  )
  return [
    ...(embedding > 0 ? [...tower, part([layers.at(-1)!], 'glorot')] : []),
    ...(factors > 0 ? [part([factors], 'one')] : []),
    part([1], 'zero'),
  ]
}
