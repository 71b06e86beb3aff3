/** Widths of a network over pairs, as kernels take them: all multiples of 8. */
export interface PairWidths {
  /** Of the embeddings that the tower sees; 0 leaves the tower out, and `layers` is empty then. */
  readonly embedding: number
  /** Of the embeddings that are multiplied element by element; 0 leaves that path out. */
  readonly factors: number
  readonly layers: readonly number[]
}

/** One matrix, rows after each other, or one vector within the dense parameters. */
export interface DensePlace {
  readonly offset: number
  readonly rows: number
  readonly columns: number
}

/** Where each dense parameter lies in the one array that holds them all. */
export interface PairLayout {
  /** The first layer: of users, of items and its biases. */
  readonly userWeights: DensePlace
  readonly itemWeights: DensePlace
  readonly firstBiases: DensePlace
  /** The further layers. */
  readonly layers: readonly { readonly weights: DensePlace; readonly biases: DensePlace }[]
  readonly outputWeights: DensePlace
  readonly productWeights: DensePlace
  /** One number in eight places; the others stay 0. */
  readonly bias: DensePlace
  readonly length: number
}

/** The places in order: first layer, further layers, output weights, product weights, bias. What a network does not have has no length. */
export function layOut({ embedding, factors, layers }: PairWidths): PairLayout {
  let offset = 0
  const take = (rows: number, columns: number): DensePlace => {
    const place = { offset, rows, columns }
    offset += rows * columns
    return place
  }
  const [first = 0, ...further] = layers
  return {
    userWeights: take(embedding, first),
    itemWeights: take(embedding, first),
    firstBiases: take(1, first),
    layers: further.map((width, index) => ({ weights: take(layers[index]!, width), biases: take(1, width) })),
    outputWeights: take(1, layers.at(-1) ?? 0),
    productWeights: take(1, factors),
    bias: take(1, 8),
    length: offset,
  }
}
