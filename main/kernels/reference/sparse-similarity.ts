import { keepFirstMet, keepLargest, keepLastMet } from '../../math/keep-largest.ts'

/** What becomes of a sum of products, with a the scale of the row and b that of the column. */
export const similarityFormulas = ['sum', 'sum × b', 'sum ÷ ab', 'sum ÷ √ab', 'sum ÷ (a + b − sum)'] as const

/** Which of equal values stay at a cut; see math/keep-largest.ts. */
export const cutRules = ['lower-number', 'first-met', 'last-met'] as const

/** Two sparse matrices, rows by features and features by columns, and what is kept of their product. */
export interface SparseSimilarity {
  readonly rowOffsets: Int32Array
  readonly rowFeatures: Int32Array
  readonly rowWeights: Float64Array
  readonly featureOffsets: Int32Array
  readonly featureColumns: Int32Array
  readonly featureWeights: Float64Array
  /** Whether all products are positive and none is lost to underflow. */
  readonly positive: boolean
  /** Rows that are wanted. */
  readonly rows: Int32Array
  readonly formula: (typeof similarityFormulas)[number]
  /** a of each row and b of each column; empty where the formula has none. */
  readonly rowScale: Float64Array
  readonly columnScale: Float64Array
  /** Values are multiplied by n / (n + shrinkage), n the features in common. */
  readonly shrinkage: number
  /** Values below this do not count. */
  readonly minimum: number
  /** The column that does not count for each wanted row; −1 where all do. */
  readonly selves: Int32Array
  readonly rule: (typeof cutRules)[number]
  /** Whether products, sums and values are rounded to single precision. */
  readonly single: boolean
  /** How many of each wanted row were kept. */
  readonly counts: Int32Array
  /** What was kept of each wanted row, ascending by column, in equal room: its length divided by that of `rows` is the most that a row keeps. */
  readonly keptColumns: Int32Array
  readonly keptValues: Float64Array
  /** Number of columns. */
  readonly columns: number
}

const rules = { 'lower-number': keepLargest, 'first-met': keepFirstMet, 'last-met': keepLastMet } as const

/** The largest positive entries of rows of `f(Σ_feature row_feature column_feature)`. */
export function sparseSimilarity(input: SparseSimilarity): void {
  const { rowOffsets, rowFeatures, rowWeights, featureOffsets, featureColumns, featureWeights, columns, rows } = input
  const most = Math.floor(input.keptColumns.length / Math.max(1, rows.length))
  rows.forEach((row, at) => {
    const sums = input.single ? new Float32Array(columns) : new Float64Array(columns)
    const common = new Map<number, number>()
    for (let entry = rowOffsets[row]!; entry < rowOffsets[row + 1]!; entry++) {
      const feature = rowFeatures[entry]!
      for (let other = featureOffsets[feature]!; other < featureOffsets[feature + 1]!; other++) {
        const column = featureColumns[other]!
        const product = rowWeights[entry]! * featureWeights[other]!
        common.set(column, (common.get(column) ?? 0) + 1)
        sums[column]! += input.single ? Math.fround(product) : product
      }
    }
    for (const [column, n] of common) sums[column] = finish(input, sums[column]!, n, row, column)
    const candidates = Int32Array.from(common.keys()).filter((column) => column !== input.selves[at])
    const kept = rules[input.rule](sums, candidates, most)
    input.counts[at] = kept.length
    kept.forEach((column, place) => {
      input.keptColumns[at * most + place] = column
      input.keptValues[at * most + place] = sums[column]!
    })
  })
}

function finish(input: SparseSimilarity, sum: number, n: number, row: number, column: number): number {
  const value = valueOf[input.formula](sum, input.rowScale[row]!, input.columnScale[column]!)
  const shrunk = input.shrinkage > 0 ? (value * n) / (n + input.shrinkage) : value
  return shrunk < input.minimum ? 0 : shrunk
}

/** The value of a sum, by formula. */
export const valueOf: Readonly<Record<SparseSimilarity['formula'], (sum: number, a: number, b: number) => number>> = {
  sum: (sum) => sum,
  'sum × b': (sum, _a, b) => sum * b,
  'sum ÷ ab': (sum, a, b) => sum / (a * b),
  'sum ÷ √ab': (sum, a, b) => sum / Math.sqrt(a * b),
  'sum ÷ (a + b − sum)': (sum, a, b) => sum / (a + b - sum),
}
